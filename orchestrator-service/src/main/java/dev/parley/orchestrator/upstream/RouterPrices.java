package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.model.Prices;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The router's prices, remembered for a moment: conversations are started more often than prices change. */
@Singleton
final class RouterPrices implements Prices {

    private static final Logger LOG = Logger.getLogger(RouterPrices.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final RouterCalls router;
    private final Clock clock;
    private volatile @Nullable Known known;

    RouterPrices(RouterCalls router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    private record Known(Map<String, Price> prices, Instant until) {}

    @Override
    public Uni<Outcome<Map<String, Price>>> all(Caller caller) {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.until())) {
            return Uni.createFrom().item(Outcome.given(before.prices()));
        }
        return router.prices(caller)
                .map(RouterPrices::byModel)
                .invoke(prices -> known = new Known(prices, clock.instant().plus(REMEMBERED)))
                .map(Outcome::given)
                .onFailure()
                .recoverWithItem(RouterPrices::away);
    }

    private static Map<String, Price> byModel(PriceTable table) {
        return table.prices().stream()
                .collect(Collectors.toMap(
                        price -> PriceSheet.tagged(price.model()),
                        price -> new Price(price.input(), price.output()),
                        (first, second) -> first));
    }

    private static Outcome<Map<String, Price>> away(Throwable failure) {
        LOG.warnf("prices not known code=service-unavailable cause=%s", failure.getMessage());
        return Outcome.refused(ProblemCode.SERVICE_UNAVAILABLE, "the router's prices cannot be had");
    }
}
