package dev.parley.orchestrator.control;

import dev.parley.orchestrator.control.Conversations.Steered;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.spec.LimitsReading;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.protocol.access.ConversationPayers.ConversationPayer;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ResumeConversation;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steers conversations. Any replica may be asked: the wish is written under the conversation's lock, and whoever runs it
 * hears of it. All requests may be repeated.
 */
@Singleton
public final class ConversationDesk {

    private static final int MAX_ROUNDS = 10_000;
    private static final int AT_ONCE = 100;
    private static final int MOST_PAYERS = 1_000;

    private final Conversations conversations;
    private final Pricing pricing;
    private final Engine engine;
    private final ProcessIdentity me;
    private final Steering steering;

    ConversationDesk(Conversations conversations, Pricing pricing, Engine engine, ProcessIdentity me, Clock clock) {
        this.conversations = conversations;
        this.pricing = pricing;
        this.engine = engine;
        this.me = me;
        this.steering = new Steering(clock);
    }

    /**
     * Pauses: at once between turns; whoever speaks is cut off as soon as its process hears of it, and what was said is kept
     * (until then the status stays active). Nothing for one that is paused; refused for one that has ended.
     */
    public Uni<Outcome<Conversation>> pause(ConversationKey key) {
        return steer(key, steering::pause).map(ConversationDesk::view);
    }

    /**
     * Goes on, or takes back a pause that has not begun. Nothing for one that runs; refused for one that has ended.
     *
     * @param by pays from then on
     */
    public Uni<Outcome<Conversation>> resume(ConversationKey key, ResumeConversation request, Caller by) {
        return steer(key, state -> paidBy(by, state, steering.resume(state, request.partial())))
                .map(ConversationDesk::view);
    }

    /** Ends it now: whoever speaks is cut off, and what was said is kept. Nothing for one that has ended. */
    public Uni<Outcome<Conversation>> abort(ConversationKey key) {
        return steer(key, steering::abort).map(ConversationDesk::view);
    }

    /**
     * Ends: at once between turns and before a turn's first word, after the turn while an agent is speaking. Nothing for one
     * that has ended.
     */
    public Uni<Outcome<Conversation>> stop(ConversationKey key) {
        return steer(key, steering::stop).map(ConversationDesk::view);
    }

    /**
     * Goes on for more rounds; refused while it runs, unless it does so because of the same request.
     *
     * @param requestKey by which the same request is known; null if it has none
     * @param by pays from then on
     */
    public Uni<Outcome<Conversation>> goOn(
            ConversationKey key, ContinueConversation request, @Nullable String requestKey, Caller by) {
        if (requestKey != null && !Requests.IDEMPOTENCY_KEY.matcher(requestKey).matches()) {
            return Uni.createFrom().item(Outcome.refused(ProblemCode.INVALID_PARAMETER, Requests.NOT_A_KEY));
        }
        Integer rounds = request.rounds();
        if (rounds != null && (rounds < 1 || rounds > MAX_ROUNDS)) {
            String detail = "rounds: %d (expected: 1..%d)".formatted(rounds, MAX_ROUNDS);
            return Uni.createFrom().item(Outcome.refused(new Refusal(ProblemCode.INVALID_FIELD, detail, "rounds")));
        }
        int more = rounds == null ? 1 : rounds;
        Budget wished = request.budget();
        if (wished == null) {
            return steer(key, state -> paidBy(by, state, steering.goOn(state, more, null, null, requestKey)))
                    .map(ConversationDesk::view);
        }
        if (LimitsReading.budget(wished) instanceof Outcome.Refused<Budget> wrong) {
            return Uni.createFrom().item(Outcome.refused(wrong.refusal()));
        }
        return state(key)
                .flatMap(found -> found instanceof Outcome.Given<ConversationState> given
                        ? goOn(by, given.value(), more, wished, requestKey)
                        : Uni.createFrom().item(found.map(ConversationState::view)));
    }

    private Uni<Outcome<Conversation>> goOn(
            Caller by, ConversationState found, int rounds, Budget budget, @Nullable String requestKey) {
        return pricing.sheet(by, found.spec().agents(), budget)
                .flatMap(sheet -> sheet instanceof Outcome.Given<Optional<PriceSheet>> given
                        ? steer(
                                        found.key(),
                                        state -> paidBy(
                                                by,
                                                state,
                                                steering.goOn(
                                                        state,
                                                        rounds,
                                                        budget,
                                                        given.value().orElse(null),
                                                        requestKey)))
                                .map(ConversationDesk::view)
                        : Uni.createFrom()
                                .item(Outcome.refused(((Outcome.Refused<Optional<PriceSheet>>) sheet).refusal())));
    }

    /** Takes it away for good, wherever it runs. Refused with {@code conversation-unknown} if there is none. */
    public Uni<Outcome<Boolean>> delete(ConversationKey key) {
        return conversations.delete(key).map(deleted -> deleted ? Outcome.given(true) : unknown(key));
    }

    /** Runs one round; refused while it runs. What is given is the conversation before that round. */
    Uni<Outcome<Steered>> oneRound(ConversationKey key, Caller by) {
        return steer(key, state -> paidBy(by, state, steering.oneRound(state)));
    }

    /** Whoever lets one that rested go on pays for it: the key that began it may have other limits, or none any more. */
    private static Outcome<Change> paidBy(Caller by, ConversationState state, Outcome<Change> decided) {
        return decided.map(change -> change.lifecycle() instanceof Active && !(state.lifecycle() instanceof Active)
                ? change.paidBy(Payer.of(by))
                : change);
    }

    /** Who pays for what runs, in all tenants. */
    public Uni<List<ConversationPayer>> payers() {
        return conversations.payers(MOST_PAYERS);
    }

    /**
     * Lets all that a key pays for wait: the key has ended, or has nothing left. As with a pause, whoever speaks is cut off
     * and what was said is kept. Repeatable.
     *
     * @param why the code that viewers are told
     */
    public Uni<Void> withhold(String tenant, String key, String why) {
        return conversations
                .paidBy(tenant, key, AT_ONCE)
                .flatMap(paid -> Multi.createFrom()
                        .iterable(paid)
                        .onItem()
                        .transformToUniAndConcatenate(
                                one -> conversations.steer(one, null, state -> steering.withhold(state, key, why)))
                        .collect()
                        .last()
                        .flatMap(done ->
                                paid.size() < AT_ONCE ? Uni.createFrom().voidItem() : withhold(tenant, key, why)));
    }

    /** Refused with {@code conversation-unknown} if there is none. */
    public Uni<Outcome<Conversation>> find(ConversationKey key) {
        return state(key).map(found -> found.map(ConversationState::view));
    }

    Uni<Outcome<ConversationState>> state(ConversationKey key) {
        return conversations.find(key).map(found -> found.map(Outcome::given).orElseGet(() -> unknown(key)));
    }

    Uni<Outcome<Steered>> steer(ConversationKey key, Function<ConversationState, Outcome<Change>> decide) {
        boolean place = engine.reserve(key.id());
        @Nullable ProcessIdentity claimant = place ? me : null;
        return conversations
                .steer(key, claimant, decide)
                .map(found -> found.map(this::taken).orElseGet(() -> unknown(key)))
                .onTermination()
                .invoke(() -> {
                    if (place) {
                        engine.unreserve(key.id());
                    }
                });
    }

    private Outcome<Steered> taken(Outcome<Steered> steered) {
        if (steered instanceof Outcome.Given<Steered> given && given.value().taken() != null) {
            engine.run(given.value().taken());
        }
        return steered;
    }

    private static Outcome<Conversation> view(Outcome<Steered> steered) {
        return steered.map(after -> after.state().view());
    }

    private static <T> Outcome<T> unknown(ConversationKey key) {
        return Outcome.refused(ProblemCode.CONVERSATION_UNKNOWN, "id: " + key.id());
    }
}
