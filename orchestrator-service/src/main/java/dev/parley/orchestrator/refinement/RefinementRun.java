package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.refinement.Refined.Baseline;
import dev.parley.orchestrator.refinement.Refined.Spent;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way: a draft, then in each round notes and a better draft, until the rounds are over or there are no
 * notes; then, if wished, ratings, and answers without notes to compare with. What was paid for is not thrown away: when a
 * later step fails, the draft that there is becomes the answer.
 */
final class RefinementRun {

    private static final int RATING_TOKENS = 16;

    private final RefinementTools tools;
    private final Orchestration settings;
    private final Wish wish;
    private final Speaking speaking;
    private final TraceLog trace;
    private final Voice primary;
    private final Voice secondary;
    private final int rounds;
    private final List<Said> drafts = new ArrayList<>();
    private final List<OptionalDouble> ratings = new ArrayList<>();
    private Spent spent = Spent.NOTHING;
    private boolean told;
    private @Nullable ProblemCode incomplete;

    RefinementRun(RefinementTools tools, Orchestration settings, Wish wish, Speaking speaking, TraceLog trace) {
        this.tools = tools;
        this.settings = settings;
        this.wish = wish;
        this.speaking = speaking;
        this.trace = trace;
        this.rounds = settings.enabled() ? wish.rounds().orElse(settings.rounds()) : 0;
        RefinementBounds bounds = tools.bounds();
        this.primary = new Voice(
                "primary",
                settings.model(),
                wish.temperature().orElse(settings.temperature()),
                wish.maxTokens(),
                bounds.silence());
        this.secondary = new Voice(
                "secondary",
                settings.secondary(),
                settings.secondaryTemperature(),
                bounds.noteTokens(),
                bounds.silence());
    }

    Multi<Refined> run() {
        boolean only = rounds == 0 && !compares();
        return draft(Notes.ask(wish.prompt()), 0, only, this::refused);
    }

    /** Whether more than one answer has to be known before one is given. */
    private boolean compares() {
        return rates() || wish.baseline();
    }

    private boolean rates() {
        return settings.enabled() && (settings.score() || wish.baseline());
    }

    private Multi<Refined> draft(
            List<ChatMessage> messages, int round, boolean last, Function<Piece.Broken, Multi<Refined>> or) {
        boolean live = last && wish.stream();
        return speaking.say(
                primary,
                messages,
                live,
                said -> {
                    told = live;
                    drafts.add(said);
                    spent = spent.plus(said.spent());
                    TraceStep step = TraceStep.response(
                            round,
                            now(),
                            said.text(),
                            said.model(),
                            said.spent().tokens());
                    return stepped(step, () -> round < rounds ? review(round + 1) : compare());
                },
                or);
    }

    private Multi<Refined> review(int round) {
        return speaking.say(
                secondary,
                Notes.review(settings.goal(), wish.prompt(), latest().text()),
                false,
                notes -> {
                    spent = spent.plus(notes.spent());
                    TraceStep step = TraceStep.guidance(
                            round,
                            now(),
                            notes.text(),
                            notes.model(),
                            notes.spent().tokens());
                    return stepped(step, () -> Notes.isNothing(notes.text()) ? compare() : revise(round, notes.text()));
                },
                broken -> madeDo(round, "secondary_guidance", broken));
    }

    private Multi<Refined> revise(int round, String notes) {
        return draft(
                Notes.revise(wish.prompt(), latest().text(), notes),
                round,
                round == rounds && !compares(),
                broken -> madeDo(round, "primary_response", broken));
    }

    private Multi<Refined> madeDo(int round, String type, Piece.Broken broken) {
        incomplete = broken.code();
        return stepped(TraceStep.failed(round, type, now(), broken.code().wireName()), this::compare);
    }

    private Multi<Refined> refused(Piece.Broken broken) {
        return Multi.createFrom()
                .item(new Refined.Failed(broken.code(), broken.code().title(), broken.retryAfter()));
    }

    private Multi<Refined> compare() {
        return rates() ? rate(drafts, 0, ratings, () -> baseline(best())) : baseline(drafts.size() - 1);
    }

    private Multi<Refined> rate(
            List<Said> answers, int next, List<OptionalDouble> given, Supplier<Multi<Refined>> then) {
        if (next == answers.size()) {
            return then.get();
        }
        Voice judge = new Voice(
                "secondary",
                settings.secondary(),
                0,
                RATING_TOKENS,
                tools.bounds().silence());
        return speaking.say(
                judge,
                Notes.rate(wish.prompt(), answers.get(next).text()),
                false,
                words -> {
                    spent = spent.plus(words.spent());
                    given.add(Notes.rating(words.text()));
                    return rate(answers, next + 1, given, then);
                },
                broken -> {
                    given.add(OptionalDouble.empty());
                    return rate(answers, next + 1, given, then);
                });
    }

    /** The one with the highest rating, of equals the latest; without ratings the latest. */
    private int best() {
        int best = drafts.size() - 1;
        for (int i = drafts.size() - 1; i >= 0; i--) {
            if (ratings.get(i).orElse(-1) > ratings.get(best).orElse(-1)) {
                best = i;
            }
        }
        return best;
    }

    private Multi<Refined> baseline(int chosen) {
        if (!wish.baseline()) {
            return finish(chosen, null);
        }
        List<Said> samples = new ArrayList<>(List.of(drafts.get(0)));
        return sample(samples, spent.tokens(), chosen);
    }

    /** The first draft was given without notes, so it is the first of them. */
    private Multi<Refined> sample(List<Said> samples, int budget, int chosen) {
        int used = samples.stream().mapToInt(said -> said.spent().tokens()).sum();
        if (used >= budget || samples.size() == tools.bounds().samples()) {
            return judged(samples, chosen);
        }
        int number = samples.size();
        return speaking.say(
                primary,
                Notes.ask(wish.prompt()),
                false,
                said -> {
                    samples.add(said);
                    spent = spent.plus(said.spent());
                    TraceStep step = TraceStep.baseline(
                            number,
                            now(),
                            said.text(),
                            said.model(),
                            said.spent().tokens());
                    return stepped(step, () -> sample(samples, budget, chosen));
                },
                broken -> judged(samples, chosen));
    }

    private Multi<Refined> judged(List<Said> samples, int chosen) {
        List<OptionalDouble> given = new ArrayList<>();
        return rate(samples, 0, given, () -> {
            int best = 0;
            for (int i = 1; i < samples.size(); i++) {
                if (given.get(i).orElse(-1) > given.get(best).orElse(-1)) {
                    best = i;
                }
            }
            int tokens =
                    samples.stream().mapToInt(said -> said.spent().tokens()).sum();
            return finish(
                    chosen, new Baseline(samples.get(best).text(), samples.size(), tokens, value(given.get(best))));
        });
    }

    private Multi<Refined> finish(int chosen, @Nullable Baseline baseline) {
        Said answer = drafts.get(chosen);
        Double score = chosen < ratings.size() ? value(ratings.get(chosen)) : null;
        Refined.Whole whole = new Refined.Whole(
                trace.id(), answer.text(), answer.model(), answer.finish(), spent, incomplete, score, baseline);
        Multi<Refined> text = wish.stream() && !told
                ? Multi.createFrom().item(new Refined.Text(answer.text()))
                : Multi.createFrom().empty();
        return text.onCompletion()
                .switchTo(() -> stepped(
                        TraceStep.last(now(), answer.text(), answer.model(), score),
                        () -> Multi.createFrom().item(whole)));
    }

    private Multi<Refined> stepped(TraceStep step, Supplier<Multi<Refined>> then) {
        return trace.add(step)
                .onItem()
                .transformToMulti(kept -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(new Refined.Stepped(step)),
                                Multi.createFrom().deferred(then::get)));
    }

    private Said latest() {
        return drafts.get(drafts.size() - 1);
    }

    private Instant now() {
        return tools.clock().instant();
    }

    private static @Nullable Double value(OptionalDouble rating) {
        return rating.isPresent() ? rating.getAsDouble() : null;
    }
}
