package dev.parley.localstack.part;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part that did not come up. The message is for people and ends with what the part said last. */
public final class PartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** More would push the reason off the screen. */
    public static final int LAST_LINES = 15;

    /**
     * Says what happened and shows the end of the log.
     *
     * @param happened a sentence without a full stop
     * @param lastLines of the part's log; may be empty
     */
    public PartFailed(String happened, List<String> lastLines) {
        super(lastLines.isEmpty() ? happened + "." : happened + ". It said last:\n" + indented(lastLines));
    }

    /** Lines as they are shown below a sentence about them. */
    public static String indented(List<String> lines) {
        Stream<String> cut = lines.stream().map(line -> line.length() > 400 ? line.substring(0, 400) + " ..." : line);
        return cut.map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
}
