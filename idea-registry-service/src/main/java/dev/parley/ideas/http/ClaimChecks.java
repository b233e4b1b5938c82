package dev.parley.ideas.http;

import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which field of a request is wrong. */
final class ClaimChecks {

    private static final int LONGEST_TEXT = 1_048_576;
    private static final int LONGEST_AGENT = 200;
    private static final int LONGEST_IDEA = 100_000;
    private static final int MOST = 10_000;

    private ClaimChecks() {}

    static void check(@Nullable ClaimIdeas request) {
        if (request == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "no body (expected: a JSON object)");
        }
        present("conversation", request.conversation());
        atLeast("fence", request.fence(), 0);
        atLeast("turn", request.turn(), 1);
        atLeast("attempt", request.attempt(), 1);
        atLeast("round", request.round(), 1);
        text("agent", request.agent(), 1, LONGEST_AGENT);
        present("role", request.role());
        present("splitter", request.splitter());
        text("text", request.text(), 0, LONGEST_TEXT);
        List<String> ideas = request.ideas();
        if (ideas != null) {
            count("ideas", ideas.size());
            for (int i = 0; i < ideas.size(); i++) {
                text("ideas[" + i + "]", ideas.get(i), 1, LONGEST_IDEA);
            }
        }
    }

    static void check(@Nullable ConfirmIdeas request) {
        if (request == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "no body (expected: a JSON object)");
        }
        present("conversation", request.conversation());
        atLeast("fence", request.fence(), 0);
        atLeast("turn", request.turn(), 1);
        atLeast("attempt", request.attempt(), 1);
    }

    /** The number of ideas that is asked for; none if all are. */
    static Optional<Integer> last(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER, "last: " + shown(value) + " (expected: 1.." + MOST + ")", "last");
        }
        return Optional.of(Integer.parseInt(value));
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw invalid(field, "absent (expected: a value)");
        }
    }

    private static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw invalid(field, value + " (expected: >= " + least + ")");
        }
    }

    private static void count(String field, int count) {
        if (count < 1 || count > MOST) {
            throw invalid(field, count + " of them (expected: 1.." + MOST + ")");
        }
    }

    /** NUL is the one character that PostgreSQL cannot keep. */
    private static void text(String field, @Nullable String value, int shortest, int longest) {
        present(field, value);
        int length = value == null ? 0 : value.length();
        if (length < shortest || length > longest) {
            throw invalid(field, length + " characters (expected: " + shortest + ".." + longest + ")");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw invalid(field, "a NUL character (expected: none)");
        }
    }

    private static ProblemException invalid(String field, String was) {
        return new ProblemException(ProblemCode.INVALID_FIELD, field + ": " + was, field);
    }

    private static String shown(String value) {
        return value.length() <= 20 ? value : value.substring(0, 20) + "…";
    }
}
