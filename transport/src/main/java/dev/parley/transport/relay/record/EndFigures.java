package dev.parley.transport.relay.record;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of an answer, read from its end. Keys count in the outermost object only, and what a text or a tool's
 * arguments hold is never taken for them; if one comes twice, the last counts.
 *
 * @param prompt tokens of the prompt
 * @param answer tokens generated
 * @param times empty where the node tells none
 */
record EndFigures(OptionalLong prompt, OptionalLong answer, Optional<NodeTimes> times) {

    static final EndFigures NONE = new EndFigures(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /** More than any model's context: what is beyond is no count but a mistake. */
    private static final long MOST_TOKENS = 10_000_000;

    /** Likewise: no answer takes longer. */
    private static final long MOST_NANOS = Duration.ofDays(7).toNanos();

    private static final byte[] PROMPT = JsonText.ascii("prompt_eval_count");
    private static final byte[] ANSWER = JsonText.ascii("eval_count");
    private static final byte[] TOTAL_TIME = JsonText.ascii("total_duration");
    private static final byte[] LOAD_TIME = JsonText.ascii("load_duration");
    private static final byte[] PROMPT_TIME = JsonText.ascii("prompt_eval_duration");
    private static final byte[] ANSWER_TIME = JsonText.ascii("eval_duration");
    private static final byte[][] NATIVE = {ANSWER_TIME, ANSWER, PROMPT_TIME, PROMPT, LOAD_TIME, TOTAL_TIME};
    private static final byte[] USAGE = JsonText.ascii("usage");

    private static final byte[] DATA = JsonText.ascii("data:");

    /** Of an answer in this framing that ends so. */
    static EndFigures atEndOf(byte[] tail, Framing framing) {
        int end = JsonText.trimmedLength(tail);
        return switch (framing) {
            case WHOLE -> of(tail, 0, end);
            case LINES -> of(tail, startOfLine(tail, end), end);
            case EVENTS -> ofLastEventThatTells(tail, end);
        };
    }

    /** The record that ends an answer tells none, the one before it does. */
    private static EndFigures ofLastEventThatTells(byte[] tail, int end) {
        for (int stop = end; stop > 0; ) {
            int start = startOfLine(tail, stop);
            if (JsonText.startsWith(tail, start, DATA)) {
                EndFigures figures = of(tail, start, stop);
                if (figures.isTold()) {
                    return figures;
                }
            }
            stop = start - 1;
        }
        return NONE;
    }

    private static int startOfLine(byte[] text, int end) {
        int i = end;
        while (i > 0 && text[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    /** Of one JSON object that ends at {@code end}; what is before {@code from} is not known. */
    private static EndFigures of(byte[] text, int from, int end) {
        int[] values = new int[NATIVE.length];
        int left = NATIVE.length;
        KeysFromEnd keys = new KeysFromEnd(text, from, end);
        while (left > 0 && keys.previous()) {
            if (keys.is(USAGE)) {
                return ofUsage(Arrays.copyOfRange(text, keys.value(), end));
            }
            for (int i = 0; i < NATIVE.length; i++) {
                if (values[i] == 0 && keys.is(NATIVE[i])) {
                    values[i] = keys.value();
                    left--;
                }
            }
        }
        return told(tokens(text, values[3]), tokens(text, values[1]), times(text, values));
    }

    private static Optional<NodeTimes> times(byte[] text, int[] values) {
        Duration total = nanos(text, values[5]);
        return total.isZero()
                ? Optional.empty()
                : Optional.of(
                        new NodeTimes(total, nanos(text, values[4]), nanos(text, values[2]), nanos(text, values[0])));
    }

    private boolean isTold() {
        return prompt.isPresent() || answer.isPresent();
    }

    private static EndFigures ofUsage(byte[] usage) {
        EndFigures figures = told(
                tokens(usage, JsonText.valueOf(usage, "prompt_tokens")),
                tokens(usage, JsonText.valueOf(usage, "completion_tokens")),
                Optional.empty());
        // Some send a usage of nothing with every record and the real one at the end.
        return figures.prompt.orElse(0) == 0 && figures.answer.orElse(0) == 0 ? NONE : figures;
    }

    private static EndFigures told(OptionalLong prompt, OptionalLong answer, Optional<NodeTimes> times) {
        return new EndFigures(prompt, prompt.isPresent() && answer.isEmpty() ? OptionalLong.of(0) : answer, times);
    }

    private static OptionalLong tokens(byte[] text, int at) {
        return number(text, at, MOST_TOKENS);
    }

    private static Duration nanos(byte[] text, int at) {
        return Duration.ofNanos(number(text, at, MOST_NANOS).orElse(0));
    }

    /** @param at where it should be; no value stands at the start of an object */
    private static OptionalLong number(byte[] text, int at, long most) {
        if (at <= 0 || at >= text.length || (text[at] != '-' && !isDigit(text[at]))) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = at; i < text.length && isDigit(text[i]); i++) {
            value = Math.min(most, value * 10 + (text[i] - '0'));
        }
        return OptionalLong.of(value);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
