package dev.parley.orchestrator.importing;

import dev.parley.orchestrator.spec.Checks;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a file's ideas and gives each to its answer. */
final class IdeasReading {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_METHOD = 50;
    private static final int MOST_OF_A_TURN = 10_000;

    private final Checks checks;
    private final List<@Nullable Idea> ideas;
    private final Map<Integer, List<Idea>> byTurn = new HashMap<>();

    IdeasReading(Checks checks, List<@Nullable Idea> ideas) {
        this.checks = checks;
        this.ideas = ideas;
    }

    /** The same, each answer with its ideas. */
    List<Said> into(List<Said> said) {
        Map<Integer, Message> answers = new HashMap<>();
        for (Said one : said) {
            if (one instanceof Said.Answer answer && !answer.isPartial()) {
                answers.put(answer.message().turn(), answer.message());
            }
        }
        for (int i = 0; i < ideas.size() && !checks.failed(); i++) {
            read("ideas[" + i + "]", ideas.get(i), answers);
        }
        return said.stream().map(this::withIdeas).toList();
    }

    private Said withIdeas(Said said) {
        return said instanceof Said.Answer answer && !answer.isPartial()
                ? answer.with(byTurn.getOrDefault(answer.message().turn(), List.of()))
                : said;
    }

    private void read(String path, @Nullable Idea idea, Map<Integer, Message> answers) {
        checks.expect(idea != null, path, null, "an idea");
        if (idea == null) {
            return;
        }
        Message answer = answers.get(idea.turn());
        checks.expect(answer != null, path + ".turn", idea.turn(), "a turn with a whole answer");
        List<Idea> before = byTurn.computeIfAbsent(idea.turn(), turn -> new ArrayList<>());
        checks.expect(
                idea.ordinal() == before.size() + 1 && idea.ordinal() <= MOST_OF_A_TURN,
                path + ".ordinal",
                idea.ordinal(),
                String.valueOf(before.size() + 1));
        String text = checks.required(path + ".text", idea.text(), LONGEST);
        Verdict verdict = idea.verdict();
        checks.expect(verdict != null, path + ".verdict", "missing", "new, repeated or unverified");
        boolean repeated = verdict == Verdict.REPEATED;
        if (repeated) {
            checks.required(path + ".of", idea.of(), LONGEST);
            checks.expect(idea.score() != null, path + ".score", "missing", "0..1");
            checks.within(path + ".score", idea.score(), 0, 1);
            checks.required(path + ".method", idea.method(), LONGEST_METHOD);
            checks.required(path + ".why", idea.why(), LONGEST);
        }
        if (answer != null && !checks.failed()) {
            before.add(new Idea(
                    idea.turn(),
                    idea.ordinal(),
                    answer.round(),
                    Objects.requireNonNull(answer.agent()),
                    Objects.requireNonNull(answer.agentRole()),
                    text,
                    verdict,
                    repeated ? idea.of() : null,
                    repeated ? idea.score() : null,
                    repeated ? idea.method() : null,
                    repeated ? idea.why() : null));
        }
    }
}
