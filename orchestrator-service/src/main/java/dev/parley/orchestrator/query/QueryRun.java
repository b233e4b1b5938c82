package dev.parley.orchestrator.query;

import dev.parley.orchestrator.context.QuestionPlan;
import dev.parley.orchestrator.context.Trust;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One question, from what is remembered to what is to be. */
final class QueryRun {

    private static final Logger LOG = Logger.getLogger(QueryRun.class);

    /** To fit a longer context into a window takes milliseconds, which an event loop has not. */
    private static final int MUCH = 50_000;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final QueryTools tools;
    private final Caller caller;
    private final Query query;
    private final Optional<MemoryKey> memory;
    private final long began;
    private Hearing hearing;
    private List<ChatMessage> before = List.of();
    private Optional<Integer> length = Optional.empty();

    QueryRun(QueryTools tools, Caller caller, Query query) {
        this.tools = tools;
        this.caller = caller;
        this.query = query;
        this.memory = query.memory().map(id -> MemoryKey.of(caller, id));
        this.began = tools.clock().millis();
        this.hearing = new Hearing(tools.bounds().answerBytes());
    }

    Multi<Told> run() {
        Uni<List<Exchange>> remembered = memory.map(tools.memory()::read)
                .orElseGet(() -> Uni.createFrom().item(List.of()));
        return remembered
                .invoke(exchanges ->
                        before = exchanges.stream().flatMap(QueryRun::messages).toList())
                .chain(() -> tools.lengths().longest(caller, query.model(), null))
                .invoke(found -> length = found)
                .onItem()
                .transformToMulti(known -> attempt(1, Trust.LEARNED));
    }

    private static Stream<ChatMessage> messages(Exchange exchange) {
        return Stream.of(
                new ChatMessage(MessageRole.USER, exchange.input()),
                new ChatMessage(MessageRole.ASSISTANT, exchange.answer()));
    }

    private Multi<Told> attempt(int number, Trust trust) {
        Uni<Optional<QuestionPlan>> planned = Uni.createFrom()
                .item(() -> tools.planner().plan(query.model(), length, query.context(), before, query.input(), trust));
        Uni<Optional<QuestionPlan>> there = query.context().length() < MUCH
                ? planned
                : planned.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return there.onItem()
                .transformToMulti(plan -> plan.map(found -> ask(found, number))
                        .orElseGet(() -> failed(
                                number,
                                new Piece.Broken(
                                        ProblemCode.CONTEXT_TOO_LONG, null, "input: longer than the model's window"))));
    }

    private Multi<Told> ask(QuestionPlan plan, int number) {
        Hearing heard = new Hearing(tools.bounds().answerBytes());
        hearing = heard;
        return tools.model()
                .generate(ask(plan))
                .select()
                .first(heard::hear)
                .onItem()
                .transformToMultiAndConcatenate(this::told)
                .onCompletion()
                .switchTo(() -> ended(plan, heard.ending(), number));
    }

    private Ask ask(QuestionPlan plan) {
        return new Ask(
                caller,
                memory.map(MemoryKey::affinity).orElse(null),
                query.model(),
                null,
                plan.messages(),
                plan.window().context(),
                plan.window().answer(),
                null,
                null,
                tools.bounds().silence());
    }

    private Multi<Told> told(Piece piece) {
        return query.stream() && piece instanceof Piece.Text text
                ? Multi.createFrom().item(new Told.Text(text.content()))
                : Multi.createFrom().empty();
    }

    private Multi<Told> ended(QuestionPlan plan, Piece.Ending ending, int number) {
        if (ending instanceof Piece.Done done) {
            return whole(plan, done, number);
        }
        Piece.Broken broken = (Piece.Broken) ending;
        boolean tooLong = broken.code() == ProblemCode.CONTEXT_TOO_LONG;
        if (tooLong) {
            tools.planner().tooLong(query.model(), plan);
        }
        boolean told = query.stream() && hearing.saidSomething();
        if (told || !tools.tries().again(broken.code(), number)) {
            return failed(number, broken);
        }
        LOG.infof(
                "query is asked again tenant=%s key=%s model=%s attempt=%d code=%s detail=%s",
                caller.tenant(),
                caller.key(),
                query.model(),
                number,
                broken.code().wireName(),
                broken.detail());
        // A shorter prompt may be asked for at once: nobody was in trouble.
        return tools.delays()
                .after(tooLong ? Duration.ZERO : pause(number, broken.retryAfter()))
                .onItem()
                .transformToMulti(rested -> attempt(number + 1, tooLong ? Trust.NONE : Trust.LEARNED));
    }

    private Duration pause(int number, @Nullable Duration told) {
        Duration own = tools.tries().pause(number);
        Duration asked = told == null || told.compareTo(LONGEST_PAUSE) > 0 ? own : told;
        return own.compareTo(asked) > 0 ? own : asked;
    }

    private Multi<Told> whole(QuestionPlan plan, Piece.Done done, int number) {
        String text = hearing.text();
        Integer prompt = done.promptTokens();
        if (prompt != null) {
            tools.planner().heard(query.model(), plan, prompt);
        }
        return remember(text).onItem().transformToMulti(remembered -> {
            Told.Whole whole = new Told.Whole(
                    query.stream() ? "" : text,
                    done.model() == null ? query.model() : done.model(),
                    done.node(),
                    took(),
                    done.tokens() == null ? 0 : done.tokens(),
                    prompt == null ? 0 : prompt,
                    plan.contextTokens(),
                    plan.trimmedTokens(),
                    number,
                    done.cache(),
                    remembered.orElse(null));
            tools.meters().answered(whole);
            LOG.infof(
                    "query answered tenant=%s key=%s model=%s node=%s attempts=%d duration_ms=%d prompt_tokens=%d"
                            + " tokens=%d context_tokens=%d trimmed_tokens=%d",
                    caller.tenant(),
                    caller.key(),
                    whole.model(),
                    whole.node(),
                    number,
                    whole.took().toMillis(),
                    whole.promptTokens(),
                    whole.tokens(),
                    whole.contextTokens(),
                    whole.trimmedTokens());
            return Multi.createFrom().item(whole);
        });
    }

    /** The answer is there, and is given whether or not it can be remembered. */
    private Uni<Optional<Boolean>> remember(String text) {
        return memory.map(key -> tools.memory()
                        .add(key, new Exchange(query.input(), text))
                        .replaceWith(Optional.of(true))
                        .onFailure()
                        .invoke(away -> LOG.warnf("answer not remembered tenant=%s cause=%s", key.tenant(), away))
                        .onFailure()
                        .recoverWithItem(Optional.of(false)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Multi<Told> failed(int number, Piece.Broken broken) {
        tools.meters().failed(broken.code(), took());
        LOG.infof(
                "query failed tenant=%s key=%s model=%s attempts=%d duration_ms=%d code=%s detail=%s",
                caller.tenant(),
                caller.key(),
                query.model(),
                number,
                took().toMillis(),
                broken.code().wireName(),
                broken.detail());
        boolean task =
                broken.code() == ProblemCode.MODEL_UNKNOWN && query.model().startsWith("task:");
        ProblemCode code = task ? ProblemCode.TASK_TYPE_UNKNOWN : broken.code();
        return Multi.createFrom().item(new Told.Failed(code, detail(code, broken), broken.retryAfter()));
    }

    /** What nodes say is for the log: it may name what is theirs alone. */
    private String detail(ProblemCode code, Piece.Broken broken) {
        return switch (code) {
            case TASK_TYPE_UNKNOWN -> "task_type: " + query.model().substring("task:".length());
            case MODEL_UNKNOWN, MODEL_NOT_ALLOWED, CLOUD_REFUSED -> "model: " + query.model();
            case CONTEXT_TOO_LONG -> "input: longer than the window of " + query.model();
            default -> broken.code().title();
        };
    }

    private Duration took() {
        return Duration.ofMillis(Math.max(0, tools.clock().millis() - began));
    }
}
