package dev.parley.localstack.stack;

import dev.parley.localstack.part.Part;
import dev.parley.localstack.part.PartFailed;

/** What is told of a part that was found dead. */
final class LastWords {

    private LastWords() {}

    static String of(Part part) {
        return "  %s had ended by itself. It said last (%s):\n%s"
                .formatted(
                        part.name(),
                        part.log().path(),
                        PartFailed.indented(part.log().tail(PartFailed.LAST_LINES)));
    }
}
