package dev.parley.gateway.upstream;

import dev.parley.gateway.usage.KnownPrices;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What models cost, as a router knows it now: reports are asked for by people, not by the thousand. */
@Singleton
final class RouterPrices implements KnownPrices {

    private final RouterTables tables;

    RouterPrices(RouterTables tables) {
        this.tables = tables;
    }

    @Override
    public Future<Optional<PriceTable>> now(Caller caller) {
        return Future.fromCompletionStage(tables.prices(caller).subscribeAsCompletionStage())
                .map(Optional::of)
                .otherwise(Optional.empty());
    }
}
