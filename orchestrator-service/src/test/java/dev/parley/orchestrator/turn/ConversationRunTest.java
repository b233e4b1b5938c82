package dev.parley.orchestrator.turn;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parley.orchestrator.context.ContextPlanner;
import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.course.TryPolicy;
import dev.parley.orchestrator.fake.LogInMemory;
import dev.parley.orchestrator.fake.Settings;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.idea.Claimed;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.stream.LiveChunk;
import dev.parley.orchestrator.stream.LiveKey;
import dev.parley.orchestrator.stream.LivePlane;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ContextCompacted;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import dev.parley.protocol.event.ConversationEvent.TurnRetrying;
import dev.parley.protocol.event.ConversationEvent.TurnSkipped;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationRunTest {

    private static final Piece.Done DONE = new Piece.Done(3, 5, "attic", "m");

    private final SettableClock clock = SettableClock.at(Specs.START);
    private final Steering steering = new Steering(clock);
    private final List<Duration> waits = new ArrayList<>();
    private final List<Ask> asked = new ArrayList<>();
    private final Deque<Multi<Piece>> answers = new ArrayDeque<>();
    private final List<ClaimIdeas> claims = new ArrayList<>();
    private final List<ConfirmIdeas> confirmations = new ArrayList<>();
    private final Deque<Claimed> verdicts = new ArrayDeque<>();
    private final StringBuilder shown = new StringBuilder();
    private boolean servedElsewhere = true;
    private WindowRule windows = new WindowRule(8_192, Map.of(), 131_072, 256);
    private @Nullable Uni<Claimed> verdict;
    private boolean timeStands;
    private Runnable ring;
    private LogInMemory log;

    @Test
    void every_answer_is_kept_with_its_question_and_shown_as_it_comes() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        says("one ", "two");
        says("three");

        run().assertCompleted();

        assertThat(log.messages)
                .extracting(kept -> kept.message().content())
                .containsExactly(
                        "one two",
                        "What concrete, non-repeated ideas can you add next?",
                        "three",
                        "What concrete, non-repeated ideas can you add next?");
        assertThat(shown).hasToString("[one ][two].[three].");
        assertThat(asked.get(1).messages()).hasSize(4);
        assertThat(log.state().view().stopReason()).isEqualTo(StopReason.ROUNDS);
    }

    @Test
    void what_is_told_in_short_is_in_the_log_before_its_attempt_and_the_history_keeps_it() {
        windows = new WindowRule(3_000, Map.of(), 3_000, 256);
        given(Specs.spec(4, speaker(Role.GENERATOR, null)));
        for (int i = 1; i <= 4; i++) {
            says("answer " + i + " ", "and more words of it ".repeat(100));
        }

        run().assertCompleted();

        ContextCompacted told = events(ContextCompacted.class).get(0);
        int place = log.types().indexOf("ContextCompacted");
        assertThat(log.types().get(place + 1)).isEqualTo("TurnStarted");
        assertThat(told.after()).isLessThan(told.before()).isLessThanOrEqualTo(3_000 - 700 - 256);
        assertThat(told.before()).isGreaterThan(3_000 - 700 - 256);
        assertThat(told.folded()).isPositive();
        assertThat(log.messages).hasSize(8);
        assertThat(asked.get(3).window()).isEqualTo(3_000);
        assertThat(asked.get(3).messages().toString()).contains("- answer 1 and more", "answer 3 and more");
    }

    @Test
    void a_prompt_that_a_node_finds_too_long_is_made_shorter_and_asked_again_once() {
        given(Specs.spec(2, speaker(Role.GENERATOR, null)));
        says("many words ".repeat(700));
        breaks(ProblemCode.CONTEXT_TOO_LONG);
        says("enough");

        run().assertCompleted();

        assertThat(events(TurnRetrying.class)).extracting(TurnRetrying::reason).containsExactly("context-too-long");
        assertThat(asked.get(1).messages().toString().length()).isGreaterThan(7_700);
        assertThat(asked.get(2).messages().toString().length()).isLessThan(8_192 - 700);
        assertThat(events(ContextCompacted.class)).isEmpty();
    }

    @Test
    void a_broken_answer_is_asked_for_again_with_twice_the_silence() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        breaks(ProblemCode.NODE_SILENT);
        breaks(ProblemCode.NODE_FAILED, "half");
        says("whole");

        run().assertCompleted();

        assertThat(asked)
                .extracting(Ask::silence)
                .containsExactly(Duration.ofSeconds(120), Duration.ofSeconds(240), Duration.ofSeconds(480));
        assertThat(events(TurnRetrying.class))
                .extracting(TurnRetrying::attempt, TurnRetrying::reason, TurnRetrying::silence)
                .containsExactly(tuple(2, "node-silent", 240), tuple(3, "node-failed", 480));
        assertThat(log.messages.get(0).message().content()).isEqualTo("whole");
        assertThat(log.messages.get(0).answer()).isEqualTo(new KeptMessage.AnswerOrigin(6, 3, ClaimState.CLAIMED));
    }

    @Test
    void nobody_with_room_is_waited_for_as_long_as_told_and_is_no_failure() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        answers.add(
                Multi.createFrom().item(new Piece.Broken(ProblemCode.ALL_NODES_BUSY, Duration.ofSeconds(7), "full")));
        answers.add(Multi.createFrom().item(new Piece.Broken(ProblemCode.NO_NODE, null, "none")));
        says("at last");

        run().assertCompleted();

        assertThat(waits).startsWith(Duration.ofSeconds(7), Duration.ofSeconds(2));
        assertThat(log.types()).doesNotContain("TurnRetrying");
        assertThat(asked).extracting(Ask::silence).containsOnly(Duration.ofSeconds(120));
    }

    @Test
    void patience_with_busy_nodes_ends() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        for (int i = 0; i < 100; i++) {
            answers.add(Multi.createFrom()
                    .item(new Piece.Broken(ProblemCode.ALL_NODES_BUSY, Duration.ofSeconds(60), "full")));
        }

        run().assertCompleted();

        assertThat(asked).hasSize(11);
        assertThat(events(TurnSkipped.class)).extracting(TurnSkipped::reason).containsExactly("all-nodes-busy");
        assertThat(log.state().view().code()).isEqualTo("all-nodes-busy");
    }

    @Test
    void nobody_is_waited_for_once_a_person_stops_it() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        answers.add(Multi.createFrom()
                .<Piece>item(new Piece.Broken(ProblemCode.ALL_NODES_BUSY, Duration.ofSeconds(60), "full"))
                .onItem()
                .invoke(busy -> timeStands = true));
        UniAssertSubscriber<Void> running = run();

        somebody(steering::stop);

        running.assertCompleted();
        assertThat(asked).hasSize(1);
        assertThat(events(TurnInterrupted.class))
                .extracting(TurnInterrupted::reason)
                .containsExactly("stopped");
        assertThat(log.state().view().stopReason()).isEqualTo(StopReason.STOPPED);
    }

    @Test
    void an_agent_that_has_not_said_a_word_yet_is_dropped_for_a_pause_and_asked_anew_after_it() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        AtomicBoolean closed = new AtomicBoolean();
        answers.add(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().<Piece>item(new Piece.Thought("hm")),
                        Multi.createFrom().<Piece>nothing().onCancellation().invoke(() -> closed.set(true))));
        UniAssertSubscriber<Void> running = run();

        somebody(steering::pause);

        running.assertCompleted();
        assertThat(closed).isTrue();
        assertThat(log.types()).containsExactly("RoundStarted", "TurnStarted", "TurnInterrupted", "ConversationPaused");
        assertThat(log.state().progress().turn()).isNull();
        assertThat(log.state().progress().round()).isNotNull();
    }

    @Test
    void an_agent_that_speaks_finishes_whatever_a_person_wishes() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        UnicastProcessor<Piece> answer = UnicastProcessor.create();
        answers.add(answer);
        UniAssertSubscriber<Void> running = run();
        answer.onNext(new Piece.Text("half "));

        somebody(steering::stop);
        answer.onNext(new Piece.Text("and half"));
        answer.onNext(DONE);

        running.assertCompleted();
        assertThat(log.messages.get(0).message().content()).isEqualTo("half and half");
        assertThat(asked).hasSize(1);
        assertThat(log.state().view().stopReason()).isEqualTo(StopReason.STOPPED);
    }

    @Test
    void a_pause_that_was_taken_back_while_it_took_effect_costs_the_answer_nothing() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        answers.add(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().<Piece>item(new Piece.Text("half ")),
                        Multi.createFrom().<Piece>nothing()));
        says("whole");
        UniAssertSubscriber<Void> running = run();

        log.beforeNextChange(() -> log.put(steered(log.state(), steering::resume)));
        somebody(steering::pause);

        running.assertCompleted();
        assertThat(log.messages.get(log.messages.size() - 2).message().content())
                .isEqualTo("half whole");
        assertThat(asked.get(1).messages().get(asked.get(1).messages().size() - 1))
                .isEqualTo(new ChatMessage(MessageRole.ASSISTANT, "half "));
    }

    @Test
    void a_stop_that_cannot_be_read_is_read_when_the_turn_is_over() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        UnicastProcessor<Piece> answer = UnicastProcessor.create();
        answers.add(answer);
        UniAssertSubscriber<Void> running = run();

        log.awayFor(1);
        somebody(steering::stop);
        answer.onNext(new Piece.Text("all"));
        answer.onNext(DONE);

        running.assertCompleted();
        assertThat(log.messages.get(0).message().content()).isEqualTo("all");
    }

    @Test
    void a_bound_agents_fourth_attempt_goes_wherever_its_model_is() {
        given(Specs.spec(1, speaker(Role.GENERATOR, "cellar")));
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_FAILED);
        says("elsewhere");

        run().assertCompleted();

        assertThat(asked).extracting(Ask::node).containsExactly("cellar", "cellar", "cellar", null);
        assertThat(asked.get(3).model()).isEqualTo("model-0");
    }

    @Test
    void and_to_any_model_where_no_other_node_has_it() {
        given(Specs.spec(1, speaker(Role.GENERATOR, "cellar")));
        servedElsewhere = false;
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_FAILED);
        says("something");

        run().assertCompleted();

        assertThat(asked.get(3).model()).isEqualTo("auto");
        assertThat(asked.get(3).node()).isNull();
    }

    @Test
    void an_answer_that_is_too_long_is_no_answer() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        says("x".repeat(600_000), "x".repeat(600_000));
        says("short");

        run().assertCompleted();

        assertThat(events(TurnRetrying.class)).extracting(TurnRetrying::reason).containsExactly("stream-broken");
        assertThat(log.messages.get(0).message().content()).isEqualTo("short");
    }

    @Test
    void thoughts_without_end_are_no_answer_either() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        Piece thought = new Piece.Thought("x".repeat(2_000));
        answers.add(Multi.createFrom().range(0, 1_000).map(tick -> tick < 999 ? thought : DONE));
        says("short");

        run().assertCompleted();

        assertThat(events(TurnRetrying.class)).extracting(TurnRetrying::reason).containsExactly("stream-broken");
        assertThat(log.messages.get(0).message().content()).isEqualTo("short");
    }

    @Test
    void the_one_character_that_no_store_keeps_is_replaced() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        says("a\0b");

        run().assertCompleted();

        assertThat(log.messages.get(0).message().content()).isEqualTo("a\uFFFDb");
    }

    @Test
    void an_absent_store_is_waited_for_and_a_finished_answer_is_not_paid_for_twice() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        answers.add(Multi.createFrom()
                .<Piece>items(new Piece.Text("dear"), DONE)
                .onItem()
                .invoke(piece -> log.awayFor(5)));

        run().assertCompleted();

        assertThat(asked).hasSize(1);
        assertThat(log.types())
                .containsExactly(
                        "RoundStarted",
                        "TurnStarted",
                        "ConversationPaused",
                        "ConversationResumed",
                        "TurnCompleted",
                        "RoundCompleted",
                        "ConversationCompleted");
        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2));
    }

    @Test
    void an_answer_whose_commit_was_not_heard_is_kept_once() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        says("one");
        says("two");
        log.deafAfter(1);

        run().assertCompleted();

        assertThat(asked).hasSize(2);
        assertThat(log.types().stream().filter("TurnCompleted"::equals)).hasSize(2);
        assertThat(log.state().progress().counts().turns()).isEqualTo(2);
    }

    @Test
    void a_start_whose_commit_was_not_heard_interrupts_nobody() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        says("one");
        log.deafAfter(0);

        run().assertCompleted();

        assertThat(log.types()).doesNotContain("TurnInterrupted");
        assertThat(asked).hasSize(1);
    }

    @Test
    void patience_with_an_absent_store_ends_too() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        log.awayFor(Integer.MAX_VALUE);

        run().assertFailedWith(StoreUnavailable.class);

        assertThat(clock.instant()).isBetween(Specs.START.plusSeconds(1_800), Specs.START.plusSeconds(1_810));
    }

    @Test
    void whoever_has_lost_the_fence_writes_nothing_and_stops() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        answers.add(Multi.createFrom()
                .<Piece>items(new Piece.Text("stale"), DONE)
                .onItem()
                .invoke(piece -> log.bumpFence()));

        run().assertCompleted();

        assertThat(log.messages).isEmpty();
        assertThat(log.types()).containsExactly("RoundStarted", "TurnStarted");
    }

    @Test
    void a_stale_claim_stops_whoever_made_it() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        verdicts.add(new Claimed.Stale());
        says("stale");

        run().assertCompleted();

        assertThat(log.messages).isEmpty();
    }

    @Test
    void an_answer_does_not_wait_for_an_absent_registry_and_its_claim_is_made_good() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        verdicts.add(new Claimed.Away("gone"));
        says("- wind");
        says("- sun");

        run().assertCompleted();

        assertThat(claims).extracting(ClaimIdeas::turn).containsExactly(1, 1, 2);
        assertThat(claims.get(1).text()).isEqualTo("- wind");
        assertThat(log.types()).containsSubsequence("TurnCompleted", "IdeasSettled", "TurnCompleted");
        assertThat(asked.get(1).messages().get(3).content()).contains("- idea of turn 1");
        assertThat(log.state().view().newIdeas()).isEqualTo(2);
        assertThat(confirmations).extracting(ConfirmIdeas::turn).containsExactly(1, 2);
    }

    @Test
    void confirmations_that_did_not_get_through_are_sent_at_takeover() {
        given(
                Specs.spec(1, speaker(Role.GENERATOR, null)),
                new Unsettled(7, 2, 3, "critic", Role.CRITIC, ClaimState.CLAIMED));
        says("- sun");

        run().assertCompleted();

        assertThat(confirmations)
                .extracting(ConfirmIdeas::turn, ConfirmIdeas::attempt)
                .startsWith(tuple(7, 2));
        assertThat(log.confirmed).contains(7);
    }

    @Test
    void told_to_go_it_drops_the_connection() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        AtomicBoolean closed = new AtomicBoolean();
        answers.add(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().<Piece>item(new Piece.Text("half")),
                        Multi.createFrom().<Piece>nothing().onCancellation().invoke(() -> closed.set(true))));

        UniAssertSubscriber<Void> running = run();
        running.cancel();

        assertThat(closed).isTrue();
        assertThat(log.types()).containsExactly("RoundStarted", "TurnStarted");
    }

    @Test
    void told_to_go_while_a_verdict_is_awaited_it_keeps_and_confirms_nothing() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        CompletableFuture<Claimed> pending = new CompletableFuture<>();
        verdict = Uni.createFrom().emitter(later -> pending.thenAccept(later::complete));
        says("one");

        UniAssertSubscriber<Void> running = run();
        running.cancel();
        pending.complete(new Claimed.Settled(List.of()));

        assertThat(log.messages).isEmpty();
        assertThat(confirmations).isEmpty();
    }

    @Test
    void told_to_go_while_an_answer_is_being_kept_it_confirms_nothing_itself() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        says("one");
        log.holdAfter(1);

        UniAssertSubscriber<Void> running = run();
        running.cancel();
        log.release();

        assertThat(log.messages).hasSize(2);
        assertThat(confirmations).isEmpty();
    }

    @Test
    void an_answer_that_was_not_kept_is_never_confirmed() {
        given(Specs.spec(1, speaker(Role.GENERATOR, null)));
        verdict = Uni.createFrom().item(() -> {
            log.bumpFence();
            return new Claimed.Settled(List.of());
        });
        says("stale");

        run().assertCompleted();

        assertThat(claims).hasSize(1);
        assertThat(confirmations).isEmpty();
    }

    private void given(ConversationSpec spec, Unsettled... unsettled) {
        log = new LogInMemory(Specs.state(spec), unsettled);
    }

    private void says(String... pieces) {
        List<Piece> all = new ArrayList<>();
        for (String piece : pieces) {
            all.add(new Piece.Text(piece));
        }
        all.add(DONE);
        answers.add(Multi.createFrom().iterable(all));
    }

    private void somebody(Function<ConversationState, Outcome<Change>> steers) {
        log.put(steered(log.state(), steers));
        ring.run();
    }

    private static ConversationState steered(
            ConversationState state, Function<ConversationState, Outcome<Change>> steers) {
        return state.after(((Outcome.Given<Change>) steers.apply(state)).value());
    }

    private void breaks(ProblemCode code, String... before) {
        List<Piece> all = new ArrayList<>();
        for (String piece : before) {
            all.add(new Piece.Text(piece));
        }
        all.add(new Piece.Broken(code, null, "broken"));
        answers.add(Multi.createFrom().iterable(all));
    }

    private UniAssertSubscriber<Void> run() {
        return new ConversationRun(tools(), new Holding(Specs.KEY, 1))
                .run()
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private TurnTools tools() {
        var config = Settings.defaults();
        return new TurnTools(
                log,
                new ScriptedModel(),
                new KnownNodes(),
                new Judge(),
                new Screen(),
                (conversation, bell) -> {
                    ring = bell;
                    return () -> {};
                },
                new Prompts(),
                new ContextPlanner(new Prompts(), windows, new TokenEstimates()),
                (caller, model, node) -> Uni.createFrom().item(Optional.empty()),
                new Course(clock, TurnTools.limits(config)),
                new TryPolicy(TurnTools.limits(config)),
                delay -> timeStands
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(() -> {
                            if (!delay.isNegative() && !delay.isZero()) {
                                waits.add(delay);
                                clock.advance(delay);
                            }
                            return null;
                        }),
                clock,
                new TurnMeters(new SimpleMeterRegistry()),
                config);
    }

    private <T> List<T> events(Class<T> type) {
        return log.entries.stream()
                .filter(LogEntry.Told.class::isInstance)
                .map(entry -> ((LogEntry.Told) entry).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private final class ScriptedModel implements Model {
        @Override
        public Multi<Piece> generate(Ask ask) {
            asked.add(ask);
            return answers.remove();
        }

        @Override
        public Uni<Boolean> continues(Ask ask) {
            return Uni.createFrom().item(true);
        }
    }

    private final class KnownNodes implements Nodes {
        @Override
        public Uni<Outcome<List<ResolvedMachine>>> resolve(Caller caller, List<MachineTarget> machines) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> servesElsewhere(Caller caller, String model, String node) {
            return Uni.createFrom().item(servedElsewhere);
        }
    }

    private final class Judge implements IdeaRegistry {
        @Override
        public Uni<Claimed> claim(Caller caller, ClaimIdeas claim) {
            claims.add(claim);
            if (verdict != null) {
                return verdict;
            }
            return Uni.createFrom().item(() -> verdicts.isEmpty() ? settled(claim) : verdicts.remove());
        }

        @Override
        public Uni<Boolean> remove(ConversationKey conversation) {
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<Boolean> confirm(Caller caller, ConfirmIdeas confirmation) {
            confirmations.add(confirmation);
            return Uni.createFrom().item(true);
        }

        private Claimed settled(ClaimIdeas claim) {
            return new Claimed.Settled(List.of(new Idea(
                    claim.turn(),
                    1,
                    claim.round(),
                    claim.agent(),
                    claim.role(),
                    "idea of turn " + claim.turn(),
                    Verdict.NEW,
                    null,
                    null,
                    null,
                    null)));
        }
    }

    /** Shows pieces in brackets and an attempt's end as a full stop. */
    private final class Screen implements LivePlane {
        @Override
        public LiveSink open(LiveKey key, long seq) {
            return new LiveSink() {
                @Override
                public void text(String content) {
                    shown.append('[').append(content).append(']');
                }

                @Override
                public void thought(String content) {
                    shown.append('<').append(content).append('>');
                }

                @Override
                public void close() {
                    shown.append('.');
                }
            };
        }

        @Override
        public Uni<String> textSoFar(LiveKey key, long seq) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cancellable follow(LiveKey key, Consumer<LiveChunk> listener) {
            throw new UnsupportedOperationException();
        }
    }
}
