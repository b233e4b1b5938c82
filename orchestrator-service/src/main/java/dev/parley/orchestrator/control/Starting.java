package dev.parley.orchestrator.control;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.control.Conversations.Created;
import dev.parley.orchestrator.control.Conversations.Earlier;
import dev.parley.orchestrator.control.Conversations.Past;
import dev.parley.orchestrator.control.Conversations.PastGone;
import dev.parley.orchestrator.control.Conversations.Repeat;
import dev.parley.orchestrator.control.Wishes.Wished;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.spec.Changed;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.StartReading;
import dev.parley.orchestrator.spec.UnresolvedSpec;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ForkConversation;
import dev.parley.protocol.conversation.ForkOrigin;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts conversations: reads the wish, has the router confirm its machines, keeps it, and runs it where there is room. */
@Singleton
public final class Starting {

    private final Conversations conversations;
    private final Requests requests;
    private final Wishes wishes;
    private final Engine engine;
    private final ProcessIdentity me;
    private final Clock clock;
    private final Steering steering;
    private final int maxWaiting;

    Starting(
            Conversations conversations,
            Requests requests,
            Wishes wishes,
            Engine engine,
            ProcessIdentity me,
            Clock clock,
            OrchestratorConfig config) {
        this.conversations = conversations;
        this.requests = requests;
        this.wishes = wishes;
        this.engine = engine;
        this.me = me;
        this.clock = clock;
        this.steering = new Steering(clock);
        this.maxWaiting = config.ownership().maxWaiting();
    }

    /**
     * Starts a conversation, or finds the one that the same request started before.
     *
     * @param idempotencyKey chosen by the caller, so that it may repeat the request; null if it does not care
     */
    public Uni<Outcome<Conversation>> start(Caller caller, StartConversation request, @Nullable String idempotencyKey) {
        return requests.once(caller, request, idempotencyKey, repeat -> read(caller, request, repeat));
    }

    private Uni<Outcome<Conversation>> read(Caller caller, StartConversation request, Repeat repeat) {
        Outcome<UnresolvedSpec> read = StartReading.read(request);
        if (read instanceof Outcome.Refused<UnresolvedSpec> refused) {
            return refused(refused.refusal());
        }
        UnresolvedSpec wish = ((Outcome.Given<UnresolvedSpec>) read).value();
        return wishes.confirmed(caller, wish)
                .flatMap(wished -> wished instanceof Outcome.Given<Wished> given
                        ? admit(caller, given.value(), repeat, null)
                        : refused(((Outcome.Refused<Wished>) wished).refusal()));
    }

    /** Another conversation with the past of this one; its wish is read and confirmed like any other. */
    public Uni<Outcome<Conversation>> fork(
            Caller caller, ConversationKey source, ForkConversation request, @Nullable String idempotencyKey) {
        List<Object> asked = List.of("fork", source.id(), request);
        return requests.once(caller, asked, idempotencyKey, repeat -> forked(caller, source, request, repeat));
    }

    private Uni<Outcome<Conversation>> forked(
            Caller caller, ConversationKey source, ForkConversation request, Repeat repeat) {
        return conversations.find(source).flatMap(found -> {
            if (found.isEmpty()) {
                return refused(Refusal.of(ProblemCode.CONVERSATION_UNKNOWN, "id: " + source.id()));
            }
            ConversationState state = found.get();
            Outcome<UnresolvedSpec> read = StartReading.read(Changed.wish(
                    state.spec(),
                    state.progress().target(),
                    state.progress().ledger().budget(),
                    request.changes()));
            if (read instanceof Outcome.Refused<UnresolvedSpec> refused) {
                return refused(refused.refusal());
            }
            UnresolvedSpec wish = ((Outcome.Given<UnresolvedSpec>) read).value();
            return conversations
                    .past(source, request.turn())
                    .flatMap(past -> past.map(taken -> wishes.confirmed(caller, wish)
                                    .flatMap(wished -> wished instanceof Outcome.Given<Wished> given
                                            ? admit(caller, given.value(), repeat, taken)
                                            : refused(((Outcome.Refused<Wished>) wished).refusal())))
                            .orElseGet(() -> refused(new Refusal(
                                    ProblemCode.INVALID_FIELD,
                                    "turn: %s (expected: one that is over)".formatted(request.turn()),
                                    "turn"))));
        });
    }

    /** A full process keeps the conversation for whoever has room next, unless too many wait already. */
    private Uni<Outcome<Conversation>> admit(Caller caller, Wished wished, Repeat repeat, @Nullable Past past) {
        UUID id = UUID.randomUUID();
        boolean place = wished.spec().autoRun() && engine.reserve(id);
        if (place || !wished.spec().autoRun()) {
            return create(caller, id, wished, repeat, place, past);
        }
        return conversations.waiting().flatMap(waiting -> {
            if (waiting >= maxWaiting) {
                String detail = "waiting conversations: %d (expected: < %d)".formatted(waiting, maxWaiting);
                return refused(Refusal.of(ProblemCode.TOO_MANY_CONVERSATIONS, detail));
            }
            return create(caller, id, wished, repeat, false, past);
        });
    }

    private Uni<Outcome<Conversation>> create(
            Caller caller, UUID id, Wished wished, Repeat repeat, boolean place, @Nullable Past past) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ForkOrigin origin = past == null ? null : new ForkOrigin(past.of().id(), past.turn());
        ConversationSpec spec = origin == null ? wished.spec() : wished.spec().forkedFrom(origin);
        Progress before = past == null
                ? Progress.none(spec.numRounds(), now)
                : past.progress().towards(spec.numRounds(), now).with(ledger -> ledger.running(now));
        ConversationState state = new ConversationState(
                new ConversationKey(caller.tenant(), id),
                Payer.of(caller),
                spec,
                new Active(Wish.RUN),
                before.with(ledger -> ledger.agreed(wished.budget(), wished.prices(), now)),
                past == null ? 1 : past.seq() + 1,
                now,
                now);
        Change first = origin == null ? steering.started(state) : steering.forked(state, origin);
        return conversations
                .create(state, first, repeat, place ? me : null, past)
                .map(created -> kept(created, repeat))
                .onFailure(PastGone.class)
                .recoverWithItem(Outcome.refused(ProblemCode.CONVERSATION_UNKNOWN, "id: deleted meanwhile"))
                .onTermination()
                .invoke(() -> engine.unreserve(id));
    }

    private Outcome<Conversation> kept(Created created, Repeat repeat) {
        if (created.taken() != null) {
            engine.run(created.taken());
        }
        return Requests.same(new Earlier(created.state(), created.hash()), repeat);
    }

    private static Uni<Outcome<Conversation>> refused(Refusal refusal) {
        return Uni.createFrom().item(Outcome.refused(refusal));
    }
}
