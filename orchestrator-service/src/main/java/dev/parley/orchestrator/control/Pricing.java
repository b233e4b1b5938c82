package dev.parley.orchestrator.control;

import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.conversation.TokenPrice;
import dev.parley.orchestrator.model.Prices;
import dev.parley.orchestrator.model.Prices.Price;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prices that a cost budget is agreed at. An agent's own model must have one; whatever else may answer (the router's
 * choice, a stand-in) and has none is taken to cost as much as the dearest, so that a budget is never passed unseen.
 */
@Singleton
final class Pricing {

    /** A sheet is kept with its conversation: the agents' models, then as many others as fit. */
    private static final int LARGEST_SHEET = 100;

    private static final String FIELD = "budget.cost";

    /** From a million tokens in the currency to a token in thousand-millionths of it. */
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000);

    private final Prices prices;

    Pricing(Prices prices) {
        this.prices = prices;
    }

    /** The sheet for these agents; none without a cost budget. */
    Uni<Outcome<Optional<PriceSheet>>> sheet(Caller caller, List<Agent> agents, @Nullable Budget budget) {
        if (budget == null || budget.cost() == null) {
            return Uni.createFrom().item(Outcome.given(Optional.empty()));
        }
        return prices.all(caller).map(found -> found.then(all -> sheet(agents, all)));
    }

    private static Outcome<Optional<PriceSheet>> sheet(List<Agent> agents, Map<String, Price> all) {
        List<String> named = agents.stream()
                .map(Agent::model)
                .filter(model -> !isChosen(model))
                .map(PriceSheet::tagged)
                .distinct()
                .toList();
        Optional<String> unpriced =
                named.stream().filter(model -> !all.containsKey(model)).findFirst();
        if (all.isEmpty() || unpriced.isPresent()) {
            String detail = "%s: %s has no price (expected: a price of every agent's model)"
                    .formatted(FIELD, unpriced.orElse("no model"));
            return Outcome.refused(new Refusal(ProblemCode.INVALID_FIELD, detail, FIELD));
        }
        TokenPrice dearest = new TokenPrice(most(all, Price::input), most(all, Price::output));
        Map<String, TokenPrice> kept = Stream.concat(
                        named.stream(), all.keySet().stream().sorted())
                .distinct()
                .limit(LARGEST_SHEET)
                .collect(Collectors.toMap(Function.identity(), model -> price(all, model, dearest)));
        return Outcome.given(Optional.of(new PriceSheet(kept, dearest)));
    }

    private static TokenPrice price(Map<String, Price> all, String model, TokenPrice dearest) {
        Price price = all.get(model);
        return price == null ? dearest : new TokenPrice(nanos(price.input()), nanos(price.output()));
    }

    private static long most(Map<String, Price> all, Function<Price, BigDecimal> part) {
        return all.values().stream().map(part).mapToLong(Pricing::nanos).max().orElse(0);
    }

    /** Never less than it is. */
    private static long nanos(BigDecimal perMillion) {
        return perMillion.multiply(NANOS).setScale(0, RoundingMode.CEILING).longValue();
    }

    private static boolean isChosen(String model) {
        return model.equals("auto") || model.startsWith("task:");
    }
}
