package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A conversation as a viewer sees it who comes after its end: what is kept of it, and nothing else. */
final class Log {

    private final List<Seen> lines;

    /** Of the attempts that gave an answer, by the place of their first line. */
    private final Map<Long, String> answers = new HashMap<>();

    private final Map<Integer, String> answerOfTurn = new HashMap<>();

    Log(Viewer late) {
        this.lines = late.durable();
        Map<Integer, Seen> open = new HashMap<>();
        for (Seen line : lines) {
            if (line.is("turn.started")) {
                open.put(line.turn(), line);
            }
            if (line.is("turn.completed")) {
                long seq = Objects.requireNonNull(open.get(line.turn())).seq();
                answers.put(seq, late.text(seq));
                answerOfTurn.put(line.turn(), late.text(seq));
            }
        }
    }

    long count(String type) {
        return lines.stream().filter(line -> line.is(type)).count();
    }

    /** Turns that were begun or finished again after they were finished. */
    long againAfterTheirEnd() {
        Set<Integer> over = new HashSet<>();
        long again = 0;
        for (Seen line : lines) {
            if (line.is("turn.started") && over.contains(line.turn())
                    || line.is("turn.completed") && !over.add(line.turn())) {
                again++;
            }
        }
        return again;
    }

    /** Lines that this viewer did not see. */
    long missedBy(Viewer viewer) {
        Set<String> ids = new HashSet<>();
        viewer.durable().forEach(line -> ids.add(line.id()));
        return lines.stream().filter(line -> !ids.contains(line.id())).count();
    }

    /** Answers of which this viewer read something else. */
    long misreadBy(Viewer viewer) {
        return answers.entrySet().stream()
                .filter(answer -> !viewer.text(answer.getKey()).equals(answer.getValue()))
                .count();
    }

    /** Ideas that nobody has said in the answer that was kept of their turn. */
    long strange(List<JsonNode> ideas) {
        return ideas.stream()
                .filter(idea -> !plain(
                                answerOfTurn.getOrDefault(idea.path("turn").asInt(), ""))
                        .contains(plain(idea.path("text").asText())))
                .count();
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s*_`]+", " ").strip();
    }

    /** What ended attempts whose process ended, or seemed to: empty where nothing was done to any process meanwhile. */
    List<Takeover> takeovers(List<Blow> blows) {
        List<Takeover> found = new ArrayList<>();
        Map<Integer, Instant> begun = new HashMap<>();
        for (Seen line : lines) {
            if (line.is("turn.started")) {
                begun.put(line.turn(), line.at());
            }
            if (line.is("turn.interrupted")
                    && line.data().path("reason").asText().equals("process-ended")) {
                Instant began = Objects.requireNonNull(begun.get(line.turn()));
                found.add(takeover(began, line.at(), blows));
            }
        }
        return found;
    }

    /** Its process lived when the attempt began, so what ended it came after; the first that did is the longest ago. */
    private static Takeover takeover(Instant began, Instant heard, List<Blow> blows) {
        return blows.stream()
                .filter(blow -> !blow.at().isBefore(began) && blow.at().isBefore(heard))
                .min(Comparator.comparing(Blow::at))
                .map(blow -> new Takeover(
                        Optional.of(blow.kind()),
                        Duration.between(blow.at(), heard).toMillis() / 1_000.0))
                .orElseGet(() -> new Takeover(Optional.empty(), 0));
    }

    /** An attempt that was found interrupted, and how long after what interrupted it, at most. */
    record Takeover(Optional<Blow.Kind> after, double seconds) {}
}
