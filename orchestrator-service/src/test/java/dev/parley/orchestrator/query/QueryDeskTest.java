package dev.parley.orchestrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.context.QuestionPlanner;
import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class QueryDeskTest {

    private static final Piece.Done DONE = new Piece.Done(30, 12, "attic", "llama3.1:8b");

    private final SettableClock clock = SettableClock.at(Specs.START);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Ask> asked = new ArrayList<>();
    private final Deque<Multi<Piece>> answers = new ArrayDeque<>();
    private final Map<MemoryKey, List<Exchange>> memories = new HashMap<>();
    private int longest = 131_072;
    private boolean forgetful;

    @Test
    void an_answer_comes_with_its_figures() {
        says("It is ", "noon.");

        Told.Whole whole = whole(query("What time is it?", "The clock strikes twelve."));

        assertThat(whole.response()).isEqualTo("It is noon.");
        assertThat(whole.model()).isEqualTo("llama3.1:8b");
        assertThat(whole.tokens()).isEqualTo(12);
        assertThat(whole.promptTokens()).isEqualTo(30);
        assertThat(whole.contextTokens()).isBetween(5, 12);
        assertThat(whole.trimmedTokens()).isZero();
        assertThat(whole.remembered()).isNull();
        assertThat(asked.get(0).messages())
                .containsExactly(
                        new ChatMessage(
                                MessageRole.SYSTEM,
                                "Use the following context to answer the query:\nThe clock strikes twelve."),
                        new ChatMessage(MessageRole.USER, "What time is it?"));
        assertThat(asked.get(0).conversation()).isNull();
    }

    @Test
    void a_model_that_fails_is_asked_three_times_with_longer_and_longer_pauses() {
        breaks(ProblemCode.NODE_FAILED, "half");
        breaks(ProblemCode.NODE_SILENT);
        says("whole");

        Told.Whole whole = whole(query("?", ""));

        assertThat(whole.response()).isEqualTo("whole");
        assertThat(whole.attempts()).isEqualTo(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(whole.took()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void after_the_third_try_the_reason_is_told() {
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_FAILED);
        breaks(ProblemCode.NODE_SILENT);

        assertThat(failed(query("?", "")).code()).isEqualTo(ProblemCode.NODE_SILENT);
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_cannot_succeed_is_not_tried_again() {
        breaks(ProblemCode.MODEL_UNKNOWN);

        Told.Failed failed = failed(new Query("task:cooking", "?", "", false, Optional.empty()));

        assertThat(failed.code()).isEqualTo(ProblemCode.TASK_TYPE_UNKNOWN);
        assertThat(failed.detail()).isEqualTo("task_type: cooking");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_streamed_answer_that_has_begun_is_not_begun_again() {
        breaks(ProblemCode.STREAM_BROKEN, "half");

        List<Told> told = all(new Query("m", "?", "", true, Optional.empty()));

        assertThat(told.get(0)).isEqualTo(new Told.Text("half"));
        assertThat(told.get(1)).isInstanceOf(Told.Failed.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_streamed_answer_comes_in_pieces_and_is_remembered_whole() {
        says("It is ", "noon.");

        List<Told> told = all(new Query("m", "?", "", true, Optional.of("clock")));

        assertThat(told).startsWith(new Told.Text("It is "), new Told.Text("noon."));
        assertThat(((Told.Whole) told.get(2)).response()).isEmpty();
        assertThat(((Told.Whole) told.get(2)).remembered()).isTrue();
        assertThat(memories.values()).containsExactly(List.of(new Exchange("?", "It is noon.")));
    }

    @Test
    void what_was_said_before_is_told_again_and_keeps_its_node() {
        says("Bert.");
        says("Anna.");

        whole(new Query("m", "Who is there?", "", false, Optional.of("door")));
        whole(new Query("m", "Who else?", "", false, Optional.of("door")));

        assertThat(asked.get(1).messages())
                .containsExactly(
                        new ChatMessage(MessageRole.USER, "Who is there?"),
                        new ChatMessage(MessageRole.ASSISTANT, "Bert."),
                        new ChatMessage(MessageRole.USER, "Who else?"));
        assertThat(asked.get(1).conversation())
                .isNotNull()
                .isEqualTo(asked.get(0).conversation());
    }

    @Test
    void an_answer_is_given_though_nobody_can_remember_it() {
        says("noon");
        forgetful = true;

        assertThat(whole(new Query("m", "?", "", false, Optional.of("clock"))).remembered())
                .isFalse();
    }

    @Test
    void a_context_that_is_too_long_is_cut_in_the_middle_and_told_of() {
        longest = 4_000;
        says("done");

        Told.Whole whole = whole(query("?", "first words " + "and more of them ".repeat(2_000) + "last words"));

        String system = asked.get(0).messages().get(0).content();
        assertThat(system)
                .contains("first words and more")
                .endsWith("last words")
                .contains("…");
        assertThat(asked.get(0).window()).isEqualTo(4_000);
        assertThat(whole.contextTokens()).isBetween(1_000, 4_000 - 256 - 1_000);
        assertThat(whole.trimmedTokens()).isGreaterThan(whole.contextTokens());
    }

    @Test
    void a_prompt_that_a_node_finds_too_long_is_asked_again_shorter_and_at_once() {
        longest = 4_000;
        breaks(ProblemCode.CONTEXT_TOO_LONG);
        says("done");

        Told.Whole whole = whole(query("?", "many words of it ".repeat(2_000)));

        assertThat(whole.attempts()).isEqualTo(2);
        assertThat(pauses).containsExactly(Duration.ZERO);
        assertThat(asked.get(1).messages().get(0).content().length())
                .isLessThan(4_000)
                .isLessThan(asked.get(0).messages().get(0).content().length());
    }

    @Test
    void a_question_longer_than_any_window_is_refused_before_anybody_is_asked() {
        longest = 2_000;

        assertThat(failed(query("word ".repeat(9_000), "")).code()).isEqualTo(ProblemCode.CONTEXT_TOO_LONG);
        assertThat(asked).isEmpty();
    }

    @Test
    void nobody_who_left_keeps_a_node_busy_or_a_place_taken() {
        AtomicBoolean stopped = new AtomicBoolean();
        answers.add(Multi.createFrom().<Piece>nothing().onCancellation().invoke(() -> stopped.set(true)));
        QueryDesk desk = desk(1);

        AssertSubscriber<Told> first =
                desk.ask(Specs.CALLER, query("?", "")).subscribe().withSubscriber(AssertSubscriber.create(9));
        List<Told> second = desk.ask(Specs.CALLER, query("?", ""))
                .collect()
                .asList()
                .await()
                .indefinitely();
        first.cancel();
        says("third");
        List<Told> third = desk.ask(Specs.CALLER, query("?", ""))
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(((Told.Failed) second.get(0)).code()).isEqualTo(ProblemCode.AT_CAPACITY);
        assertThat(stopped).isTrue();
        assertThat(third.get(0)).isInstanceOf(Told.Whole.class);
    }

    private static Query query(String input, String context) {
        return new Query("llama", input, context, false, Optional.empty());
    }

    private void says(String... pieces) {
        answers.add(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().items(pieces).map(Piece.Text::new),
                        Multi.createFrom().<Piece>item(DONE)));
    }

    private void breaks(ProblemCode code, String... pieces) {
        answers.add(Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().items(pieces).map(Piece.Text::new),
                        Multi.createFrom().<Piece>item(new Piece.Broken(code, null, "scripted"))));
    }

    private Told.Whole whole(Query query) {
        return (Told.Whole) all(query).get(0);
    }

    private Told.Failed failed(Query query) {
        return (Told.Failed) all(query).get(0);
    }

    private List<Told> all(Query query) {
        return desk(10).ask(Specs.CALLER, query).collect().asList().await().atMost(Duration.ofSeconds(20));
    }

    private QueryDesk desk(int running) {
        return new QueryDesk(new QueryTools(
                ask -> {
                    asked.add(ask);
                    return answers.remove();
                },
                (caller, model, node) -> Uni.createFrom().item(Optional.of(longest)),
                new QuestionPlanner(new WindowRule(8_192, Map.of(), 131_072, 256), new TokenEstimates(), 1_000),
                new Shelf(),
                new QueryTries(3, Duration.ofSeconds(1)),
                new QueryBounds(Duration.ofSeconds(30), 1_000, 100_000, running),
                new QueryMeters(new SimpleMeterRegistry()),
                delay -> {
                    pauses.add(delay);
                    clock.advance(delay);
                    return Uni.createFrom().voidItem();
                },
                clock));
    }

    private final class Shelf implements QueryMemory {

        @Override
        public Uni<List<Exchange>> read(MemoryKey memory) {
            return Uni.createFrom().item(List.copyOf(memories.getOrDefault(memory, List.of())));
        }

        @Override
        public Uni<Void> add(MemoryKey memory, Exchange exchange) {
            if (forgetful) {
                return Uni.createFrom().failure(new IllegalStateException("away"));
            }
            memories.computeIfAbsent(memory, first -> new ArrayList<>()).add(exchange);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> forget(MemoryKey memory) {
            memories.remove(memory);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Integer> forgetExpired() {
            return Uni.createFrom().item(0);
        }
    }
}
