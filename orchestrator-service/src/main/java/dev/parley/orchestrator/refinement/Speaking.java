package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.context.QuestionPlan;
import dev.parley.orchestrator.context.QuestionPlanner;
import dev.parley.orchestrator.context.Trust;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.query.Hearing;
import dev.parley.orchestrator.refinement.Refined.Spent;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has a model say one thing, and asks again where that may help. Nothing of what is said is ever taken from, or given to,
 * another request: drafts are wanted anew, each time.
 */
final class Speaking {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final RefinementTools tools;
    private final Caller caller;
    private final UUID id;
    private final Spans spans;

    /** @param id by which the nodes that know the prompt already are found again */
    Speaking(RefinementTools tools, Caller caller, UUID id, Spans spans) {
        this.tools = tools;
        this.caller = caller;
        this.id = id;
        this.spans = spans;
    }

    /**
     * Speaks.
     *
     * @param live whether pieces are told as they come
     * @param then what follows the whole answer
     * @param otherwise what follows if there is none; called only while nothing was told
     */
    Multi<Refined> say(
            Voice voice,
            List<ChatMessage> messages,
            boolean live,
            Function<Said, Multi<Refined>> then,
            Function<Piece.Broken, Multi<Refined>> otherwise) {
        Span agent = spans.agent(voice);
        return tools.lengths()
                .longest(caller, voice.model(), null)
                .map(length -> planned(voice, length, messages))
                .onItem()
                .transformToMulti(plan -> plan.map(
                                fits -> attempt(new Sentence(voice, messages, live, fits, then, otherwise, agent), 1))
                        .orElseGet(() -> {
                            spans.failed(agent, ProblemCode.CONTEXT_TOO_LONG);
                            return otherwise.apply(new Piece.Broken(
                                    ProblemCode.CONTEXT_TOO_LONG, null, "prompt: longer than the model's window"));
                        }))
                .onCancellation()
                .invoke(agent::end);
    }

    private record Sentence(
            Voice voice,
            List<ChatMessage> messages,
            boolean live,
            QuestionPlan plan,
            Function<Said, Multi<Refined>> then,
            Function<Piece.Broken, Multi<Refined>> otherwise,
            Span agent) {}

    /** All of it must fit: what is cut out of a draft or a note would come back as nonsense. */
    private Optional<QuestionPlan> planned(Voice voice, Optional<Integer> length, List<ChatMessage> messages) {
        String all = messages.stream().map(ChatMessage::content).collect(Collectors.joining("\n\n"));
        return new QuestionPlanner(tools.windows(), tools.estimates(), voice.maxTokens())
                .plan(voice.model(), length, "", List.of(), all, Trust.LEARNED);
    }

    private Multi<Refined> attempt(Sentence sentence, int number) {
        Hearing heard = new Hearing(tools.bounds().answerBytes());
        Span chat = spans.chat(sentence.agent(), sentence.voice());
        return tools.model()
                .generate(ask(sentence))
                .select()
                .first(heard::hear)
                .onItem()
                .transformToMultiAndConcatenate(piece -> told(sentence, piece))
                .onCompletion()
                .switchTo(() -> ended(sentence, heard, chat, number))
                .onCancellation()
                .invoke(chat::end);
    }

    private Ask ask(Sentence sentence) {
        Voice voice = sentence.voice();
        return new Ask(
                caller,
                id,
                voice.model(),
                null,
                sentence.messages(),
                sentence.plan().window().context(),
                voice.maxTokens(),
                voice.temperature(),
                null,
                voice.silence());
    }

    private static Multi<Refined> told(Sentence sentence, Piece piece) {
        return sentence.live() && piece instanceof Piece.Text text
                ? Multi.createFrom().item(new Refined.Text(text.content()))
                : Multi.createFrom().empty();
    }

    private Multi<Refined> ended(Sentence sentence, Hearing heard, Span chat, int number) {
        if (heard.ending() instanceof Piece.Done done) {
            Said said = new Said(
                    heard.text(),
                    done.model() == null ? sentence.voice().model() : done.model(),
                    new Spent(count(done.promptTokens()), count(done.tokens())),
                    done.finish());
            spans.done(chat, said);
            spans.done(sentence.agent(), said);
            return sentence.then().apply(said);
        }
        Piece.Broken broken = (Piece.Broken) heard.ending();
        spans.failed(chat, broken.code());
        boolean told = sentence.live() && heard.saidSomething();
        if (told || !tools.tries().again(broken.code(), number)) {
            spans.failed(sentence.agent(), broken.code());
            return told ? broken(broken) : sentence.otherwise().apply(broken);
        }
        return tools.delays()
                .after(pause(number, broken.retryAfter()))
                .onItem()
                .transformToMulti(rested -> attempt(sentence, number + 1));
    }

    private static Multi<Refined> broken(Piece.Broken broken) {
        return Multi.createFrom()
                .item(new Refined.Failed(broken.code(), broken.code().title(), broken.retryAfter()));
    }

    private Duration pause(int number, @Nullable Duration told) {
        Duration own = tools.tries().pause(number);
        return told == null || told.compareTo(own) < 0 || told.compareTo(LONGEST_PAUSE) > 0 ? own : told;
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
