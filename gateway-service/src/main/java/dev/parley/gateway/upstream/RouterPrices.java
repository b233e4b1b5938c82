package dev.parley.gateway.upstream;

import dev.parley.gateway.usage.KnownPrices;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** What models cost, as a router knows it now: reports are asked for by people, not by the thousand. */
@Singleton
final class RouterPrices implements KnownPrices {

    /** A report is told without costs rather than late. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RouterTables tables;

    RouterPrices(RouterTables tables) {
        this.tables = tables;
    }

    @Override
    public Future<Optional<PriceTable>> now(Caller caller) {
        return Future.fromCompletionStage(
                        tables.prices(caller).ifNoItem().after(PATIENCE).fail().subscribeAsCompletionStage())
                .map(Optional::of)
                .otherwise(Optional.empty());
    }
}
