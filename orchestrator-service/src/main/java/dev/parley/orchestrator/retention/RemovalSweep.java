package dev.parley.orchestrator.retention;

import dev.parley.orchestrator.RetentionConfig;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.pace.Recurring;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Has the registry forget the ideas of conversations that are gone: soon, and once more when no claim can be under way any
 * more. A registry that is away is told when it is back, by whichever replica looks next.
 */
@Singleton
final class RemovalSweep {

    /** Far longer than any claim is under way, with its tries. */
    private static final Duration CLAIMS_UNDER_WAY = Duration.ofMinutes(1);

    private final Removals removals;
    private final IdeaRegistry registry;
    private final Clock clock;
    private final RetentionConfig config;
    private final Recurring recurring = new Recurring("ideas of deleted conversations removed", this::sweep);

    RemovalSweep(Removals removals, IdeaRegistry registry, Clock clock, RetentionConfig config) {
        this.removals = removals;
        this.registry = registry;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event, FreshContexts contexts, Delays delays) {
        recurring.start(contexts, delays, config.ideasEvery());
    }

    void stop(@Observes ShutdownEvent event) {
        recurring.stop();
    }

    /** A batch of those that are due, one after another; the first that the registry does not take ends it. */
    Uni<Void> sweep() {
        return removals.due(clock.instant(), config.batch())
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::remove)
                        .select()
                        .first(removed -> removed)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Boolean> remove(ConversationKey conversation) {
        return registry.remove(conversation).flatMap(removed -> {
            Instant now = clock.instant();
            Uni<Void> kept = removed
                    ? removals.removed(conversation, now.minus(CLAIMS_UNDER_WAY), now.plus(CLAIMS_UNDER_WAY))
                    : removals.later(conversation, now.plus(config.ideasEvery()));
            return kept.replaceWith(removed);
        });
    }
}
