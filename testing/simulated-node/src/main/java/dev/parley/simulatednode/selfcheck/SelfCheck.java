package dev.parley.simulatednode.selfcheck;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.ScriptedAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Replays recorded exchanges against fresh nodes and compares status, headers, framing, bytes and ending. Not compared
 * are digests of new layers and the pace of a pull.
 */
public final class SelfCheck {

    /** Surfaces that the node does not speak. */
    private static final Set<String> NOT_SPOKEN = Set.of("90", "91", "92", "93", "94", "95");

    /** Progress of pulls and creations, whose pace is not compared. */
    private static final Set<String> PROGRESS = Set.of("52", "53", "54", "55", "56");

    private static final Pattern NEW_LAYER = Pattern.compile("creating new layer sha256:[0-9a-f]{64}");
    private static final Pattern PULL_STEP =
            Pattern.compile("\\{\"status\":\"pulling [^}]*\"total\":(\\d+),\"completed\":(?!\\1})\\d+}\n");

    private final NodeMaker maker;

    public SelfCheck(NodeMaker maker) {
        this.maker = maker;
    }

    /** Starts nodes for the check. */
    @FunctionalInterface
    public interface NodeMaker {

        /** A node that wastes no time, with these models, settings, clock and scripted answers. */
        CheckedNode start(List<Model> models, Map<String, Object> settings, Instant clock, List<ScriptedAnswer> script);
    }

    /** A node under check. */
    public interface CheckedNode extends AutoCloseable {

        URI uri();

        /** Loads a model with a context (0 for the node's own) and a keep-alive. */
        void load(String model, int context, String keepAlive);

        @Override
        void close();
    }

    /** The names of all exchanges that the node speaks. */
    public static List<String> ids() {
        return ids(id -> !NOT_SPOKEN.contains(id.substring(0, 2)));
    }

    /** The names of all exchanges of surfaces that the node does not speak. */
    public static List<String> notSpoken() {
        return ids(id -> NOT_SPOKEN.contains(id.substring(0, 2)));
    }

    private static List<String> ids(Predicate<String> wanted) {
        return GoldenExchange.all().stream()
                .map(GoldenExchange::id)
                .filter(wanted)
                .toList();
    }

    /** Replays one exchange; no differences means that the answer is the recorded one. */
    public List<Difference> check(String id) {
        GoldenExchange golden = GoldenExchange.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("exchange: " + id + " (expected: one of " + ids() + ")"));
        Stage stage = Stage.of(golden);
        Optional<ScriptedAnswer> script = RecordedScript.of(golden);
        try (CheckedNode node = maker.start(
                stage.models(), stage.settings(), stage.clock(), script.stream().toList())) {
            stage.loads().forEach(load -> node.load(load.model(), load.context(), load.keepAlive()));
            return differences(golden, RawAnswer.to(node.uri(), golden, stage.headers()));
        } catch (IOException e) {
            return List.of(new Difference(id, "exchange", "an answer", e.toString()));
        }
    }

    private static List<Difference> differences(GoldenExchange golden, RawAnswer answer) {
        List<Difference> found = new ArrayList<>();
        compare(found, golden, "status", golden.status(), answer.status());
        golden.expectedHeaders()
                .forEach((name, values) -> compare(
                        found,
                        golden,
                        "header " + name,
                        values,
                        answer.headers().getOrDefault(name, List.of())));
        boolean noType = !golden.expectedHeaders().containsKey("Content-Type");
        if (noType) {
            compare(
                    found,
                    golden,
                    "header Content-Type",
                    false,
                    answer.headers().containsKey("Content-Type"));
        }
        boolean stream = !golden.framing().equals("length");
        compare(found, golden, "chunked", stream, answer.headers().containsKey("Transfer-Encoding"));
        boolean progress = PROGRESS.contains(golden.id().substring(0, 2));
        if (stream && golden.end().equals("clean") && !progress) {
            compare(
                    found,
                    golden,
                    "records in chunks of their own",
                    records(golden),
                    answer.chunks().size());
        }
        compare(found, golden, "end", golden.end().equals("reset") ? "reset" : "clean", answer.end());
        compare(found, golden, "body", masked(golden.body()), masked(answer.body()));
        return found;
    }

    private static int records(GoldenExchange golden) {
        return golden.body().split(golden.framing().equals("sse") ? "\n\n" : "\n").length;
    }

    private static String masked(String body) {
        String noSteps = PULL_STEP.matcher(body).replaceAll("");
        return NEW_LAYER.matcher(noSteps).replaceAll("creating new layer sha256:*");
    }

    private static void compare(
            List<Difference> found, GoldenExchange golden, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            found.add(new Difference(golden.id(), what, expected.toString(), actual.toString()));
        }
    }
}
