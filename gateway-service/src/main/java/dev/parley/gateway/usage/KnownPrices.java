package dev.parley.gateway.usage;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import io.vertx.core.Future;
import java.util.Optional;

/** What models cost, as whoever keeps prices knows it. */
@FunctionalInterface
public interface KnownPrices {

    /** All of them; empty where nobody can be asked. Never fails. @param caller on whose behalf it is asked */
    Future<Optional<PriceTable>> now(Caller caller);
}
