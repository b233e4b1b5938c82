package dev.parley.router.redis;

import dev.parley.router.cache.KeptAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** An answer as it stands in Redis: a line that tells its type and its model, then its body. */
final class AnswerEntry {

    private static final int LONGEST_LINE = 1_024;

    private AnswerEntry() {}

    static Buffer write(KeptAnswer answer) {
        String line = answer.contentType() + "\t" + answer.model() + "\n";
        return Buffer.buffer(line.length() + answer.body().length())
                .appendString(line)
                .appendBuffer(answer.body());
    }

    /** @return empty if it is none of ours */
    static Optional<KeptAnswer> read(Buffer entry) {
        int end = 0;
        while (end < Math.min(LONGEST_LINE, entry.length()) && entry.getByte(end) != '\n') {
            end++;
        }
        if (end == Math.min(LONGEST_LINE, entry.length())) {
            return Optional.empty();
        }
        String[] line = entry.getString(0, end).split("\t", -1);
        return line.length == 2
                ? Optional.of(new KeptAnswer(line[0], line[1], entry.getBuffer(end + 1, entry.length())))
                : Optional.empty();
    }
}
