package dev.parley.transport.relay.record;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The token counts of an answer, read from its end. Keys count in the outermost object only, and what a text or a tool's
 * arguments hold is never taken for them; if one comes twice, the last counts.
 *
 * @param prompt tokens of the prompt
 * @param answer tokens generated
 */
record TokenCounts(OptionalLong prompt, OptionalLong answer) {

    static final TokenCounts NONE = new TokenCounts(OptionalLong.empty(), OptionalLong.empty());

    /** More than any model's context: what is beyond is no count but a mistake. */
    private static final long MOST = 10_000_000;

    private static final byte[] PROMPT = JsonText.ascii("prompt_eval_count");
    private static final byte[] ANSWER = JsonText.ascii("eval_count");
    private static final byte[] USAGE = JsonText.ascii("usage");

    private static final byte[] DATA = JsonText.ascii("data:");

    /** Of an answer in this framing that ends so. */
    static TokenCounts atEndOf(byte[] tail, Framing framing) {
        int end = JsonText.trimmedLength(tail);
        return switch (framing) {
            case WHOLE -> of(tail, 0, end);
            case LINES -> of(tail, startOfLine(tail, end), end);
            case EVENTS -> ofLastEventThatTells(tail, end);
        };
    }

    /** The record that ends an answer tells none, the one before it does. */
    private static TokenCounts ofLastEventThatTells(byte[] tail, int end) {
        for (int stop = end; stop > 0; ) {
            int start = startOfLine(tail, stop);
            if (JsonText.startsWith(tail, start, DATA)) {
                TokenCounts counts = of(tail, start, stop);
                if (counts.isTold()) {
                    return counts;
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
    private static TokenCounts of(byte[] text, int from, int end) {
        OptionalLong prompt = OptionalLong.empty();
        OptionalLong answer = OptionalLong.empty();
        KeysFromEnd keys = new KeysFromEnd(text, from, end);
        while ((prompt.isEmpty() || answer.isEmpty()) && keys.previous()) {
            if (keys.is(USAGE)) {
                return ofUsage(Arrays.copyOfRange(text, keys.value(), end));
            }
            if (prompt.isEmpty() && keys.is(PROMPT)) {
                prompt = number(text, keys.value());
            } else if (answer.isEmpty() && keys.is(ANSWER)) {
                answer = number(text, keys.value());
            }
        }
        return told(prompt, answer);
    }

    private boolean isTold() {
        return prompt.isPresent() || answer.isPresent();
    }

    private static TokenCounts ofUsage(byte[] usage) {
        TokenCounts counts = told(
                number(usage, JsonText.valueOf(usage, "prompt_tokens")),
                number(usage, JsonText.valueOf(usage, "completion_tokens")));
        // Some send a usage of nothing with every record and the real one at the end.
        return counts.prompt.orElse(0) == 0 && counts.answer.orElse(0) == 0 ? NONE : counts;
    }

    private static TokenCounts told(OptionalLong prompt, OptionalLong answer) {
        return new TokenCounts(prompt, prompt.isPresent() && answer.isEmpty() ? OptionalLong.of(0) : answer);
    }

    private static OptionalLong number(byte[] text, int at) {
        if (at < 0 || at >= text.length || (text[at] != '-' && !isDigit(text[at]))) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = at; i < text.length && isDigit(text[i]); i++) {
            value = Math.min(MOST, value * 10 + (text[i] - '0'));
        }
        return OptionalLong.of(value);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
