package dev.parley.ideas.postgres;

import dev.parley.ideas.IdeasConfig;
import dev.parley.ideas.ledger.ConfirmedIdeas;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Reads what is confirmed. */
@ApplicationScoped
class PanacheConfirmedIdeas implements ConfirmedIdeas, PanacheRepositoryBase<ConfirmedIdea, ConfirmedIdea.Key> {

    private static final String OF_REGISTRY = "tenant = ?1 and conversation = ?2";
    private static final Sort NEWEST_FIRST = Sort.descending("turn", "ordinal");
    private static final Comparator<Idea> OLDEST_FIRST =
            Comparator.comparingInt(Idea::turn).thenComparingInt(Idea::ordinal);

    private final Database database;
    private final int most;

    PanacheConfirmedIdeas(Database database, IdeasConfig config) {
        this.database = database;
        this.most = config.listing().most();
    }

    @Override
    public Uni<ConversationIdeas> all(RegistryId registry) {
        return told(registry, () -> find(OF_REGISTRY, NEWEST_FIRST, registry.tenant(), registry.conversation()), most);
    }

    @Override
    public Uni<ConversationIdeas> lastMentioned(RegistryId registry, int last) {
        return told(
                registry,
                () -> find(
                        OF_REGISTRY + " and verdict <> ?3",
                        NEWEST_FIRST,
                        registry.tenant(),
                        registry.conversation(),
                        Verdict.REPEATED),
                Math.min(last, most));
    }

    private Uni<ConversationIdeas> told(RegistryId registry, Supplier<PanacheQuery<ConfirmedIdea>> query, int most) {
        return database.session(
                Rows.of(registry.tenant()),
                () -> query.get()
                        .range(0, most - 1)
                        .list()
                        .flatMap(newest -> repeated(registry)
                                .flatMap(repeated -> total(registry)
                                        .map(total -> conversation(newest, total.intValue(), repeated.intValue())))));
    }

    private Uni<Long> total(RegistryId registry) {
        return count(OF_REGISTRY, registry.tenant(), registry.conversation());
    }

    private Uni<Long> repeated(RegistryId registry) {
        return count(OF_REGISTRY + " and verdict = ?3", registry.tenant(), registry.conversation(), Verdict.REPEATED);
    }

    private static ConversationIdeas conversation(List<ConfirmedIdea> newest, int total, int repeated) {
        List<Idea> ideas =
                newest.stream().map(ConfirmedIdea::toIdea).sorted(OLDEST_FIRST).toList();
        return new ConversationIdeas(ideas, total - repeated, repeated);
    }
}
