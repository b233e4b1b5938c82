package dev.parley.orchestrator.control;

import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.UnresolvedSpec;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Budget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Has the router confirm what was wished. */
@Singleton
final class Wishes {

    private final Nodes nodes;
    private final Pricing pricing;

    Wishes(Nodes nodes, Pricing pricing) {
        this.nodes = nodes;
        this.pricing = pricing;
    }

    /** A wish with the router's word on it. */
    record Wished(
            ConversationSpec spec,
            @Nullable Budget budget,
            @Nullable PriceSheet prices) {}

    Uni<Outcome<Wished>> confirmed(Caller caller, UnresolvedSpec wish) {
        return nodes.resolve(caller, wish.machines())
                .map(resolved -> resolved.then(wish::resolve))
                .flatMap(spec -> spec instanceof Outcome.Given<ConversationSpec> given
                        ? pricing.sheet(caller, given.value().agents(), wish.budget())
                                .map(sheet -> sheet.map(
                                        found -> new Wished(given.value(), wish.budget(), found.orElse(null))))
                        : Uni.createFrom().item(Outcome.refused(((Outcome.Refused<ConversationSpec>) spec).refusal())));
    }
}
