package dev.parley.router.cache;

import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;

/** Whether a whole answer is good enough to be given again. */
final class Worth {

    /** In a text the quotes would be escaped, so that no model can write this. */
    private static final Pattern NO_ANSWER =
            Pattern.compile("_reason\"\\s*:\\s*\"(?:load|unload|content_filter|refusal)\"");

    private static final Pattern CUT_OFF = Pattern.compile("_reason\"\\s*:\\s*\"(?:length|max_tokens)\"");

    private Worth() {}

    /** @param model that gave it; empty if that is not known */
    static boolean isKept(Question question, int status, String model, Buffer body) {
        if (status != 200 || !question.models().contains(model)) {
            return false;
        }
        // Every byte is a letter: nothing outside ASCII is looked for.
        String text = body.toString("ISO-8859-1");
        return !NO_ANSWER.matcher(text).find()
                && (question.bounded() || !CUT_OFF.matcher(text).find());
    }
}
