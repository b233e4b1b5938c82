package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.stream.Follower.Bounds;
import dev.parley.orchestrator.stream.Follower.Planes;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one stream of events: what was, what is being said, what will be. It ends after
 * {@code conversation.completed} and the verdicts that follow it, and fails with {@link StreamLeft} when the process goes
 * before. Every event with an id comes once and in order; whoever comes back with the last id it saw gets exactly the rest.
 */
@Singleton
public final class ConversationStream {

    private final Planes planes;
    private final Delays delays;
    private final Clock clock;
    private final Bounds bounds;
    private final int maxViewers;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    public ConversationStream(
            DurablePlane log,
            LivePlane live,
            Wakes wakes,
            Delays delays,
            Clock clock,
            OrchestratorConfig config,
            MeterRegistry meters) {
        JoinedPlanes joined = new JoinedPlanes(log, live);
        this.planes = new Planes(joined, joined, wakes);
        this.delays = delays;
        this.clock = clock;
        this.bounds = new Bounds(config.stream().page(), config.stream().buffer());
        this.maxViewers = config.stream().maxViewers();
        meters.gaugeCollectionSize("parley.orchestrator.viewers", Tags.empty(), followers);
    }

    /** A process that is told to go lets its viewers resume elsewhere, before anybody waits for them. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        followers.forEach(Follower::dismiss);
    }

    /**
     * The events after the last one that the viewer saw, or all of them.
     *
     * @param lastEventId as the viewer sends it; null or empty for a new viewer
     * @return refused with {@code invalid-event-id} for an id that this conversation never gave out, with
     *     {@code conversation-unknown}, or with {@code too-many-streams}
     */
    public Uni<Outcome<Multi<ConversationEvent>>> from(ConversationKey conversation, @Nullable String lastEventId) {
        if (followers.size() >= maxViewers) {
            return refused(ProblemCode.TOO_MANY_STREAMS, "streams: " + maxViewers + " (expected: fewer)");
        }
        if (lastEventId == null || lastEventId.isEmpty()) {
            return exists(conversation, EventId.NONE);
        }
        Optional<EventId> id = EventId.parse(lastEventId);
        return id.isEmpty() ? invalid(lastEventId) : known(conversation, id.get());
    }

    /** The events after a place that this service knows itself. */
    public Multi<ConversationEvent> after(ConversationKey conversation, EventId position) {
        return Multi.createFrom().deferred(() -> {
            Follower follower = new Follower(conversation, position, planes, delays, clock, bounds);
            followers.add(follower);
            return Multi.createBy()
                    .repeating()
                    .uni(follower::next)
                    .until(events -> events == Follower.END)
                    .onItem()
                    .<ConversationEvent>disjoint()
                    .onTermination()
                    .invoke(() -> {
                        followers.remove(follower);
                        follower.close();
                    });
        });
    }

    private Uni<Outcome<Multi<ConversationEvent>>> exists(ConversationKey conversation, EventId position) {
        return planes.log()
                .read(conversation, 1, 1)
                .map(page -> page.lines().isEmpty()
                        ? Outcome.refused(ProblemCode.CONVERSATION_UNKNOWN, "id: " + conversation.id())
                        : Outcome.given(after(conversation, position)));
    }

    private Uni<Outcome<Multi<ConversationEvent>>> known(ConversationKey conversation, EventId id) {
        return planes.log().read(conversation, id.seq(), 1).flatMap(page -> {
            boolean given = !page.lines().isEmpty()
                    && page.lines().get(0).seq() == id.seq()
                    && Lines.has(page.lines().get(0), id.offset());
            return given
                    ? Uni.createFrom().item(Outcome.given(after(conversation, id)))
                    : exists(conversation, id)
                            .flatMap(found -> found instanceof Outcome.Given<?>
                                    ? invalid(id.toString())
                                    : Uni.createFrom().item(found));
        });
    }

    private static Uni<Outcome<Multi<ConversationEvent>>> invalid(String id) {
        return refused(
                ProblemCode.INVALID_EVENT_ID,
                "Last-Event-ID: %s (expected: an id of this conversation, such as 7.0)"
                        .formatted(id.length() <= 60 ? id : id.substring(0, 60) + "…"));
    }

    private static Uni<Outcome<Multi<ConversationEvent>>> refused(ProblemCode code, String detail) {
        return Uni.createFrom().item(Outcome.refused(code, detail));
    }
}
