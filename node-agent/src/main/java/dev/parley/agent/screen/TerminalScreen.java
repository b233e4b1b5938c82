package dev.parley.agent.screen;

import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * A terminal. Below the text that has come so far stands one line that tells how far it is. Only the last line of the text
 * and that line are ever drawn again; everything above belongs to the terminal's own memory.
 */
public final class TerminalScreen implements Screen {

    private static final String TO_LINE_START_AND_CLEAR_BELOW = "\r\u001B[J";
    private static final String UP_TO_LINE_START = "\u001B[1A\r";

    private final PrintWriter out;
    private final IntSupplier columns;
    private final Paint paint;
    private final StringBuilder open = new StringBuilder();
    private String progress = "";
    private boolean drawn;

    /**
     * Draws there.
     *
     * @param columns how wide it is now
     */
    public TerminalScreen(PrintWriter out, IntSupplier columns, Paint paint) {
        this.out = out;
        this.columns = columns;
        this.paint = paint;
    }

    @Override
    public synchronized void line(String text) {
        StringBuilder frame = cleared();
        closeOpenLine(frame);
        frame.append(text).append('\n');
        draw(frame);
    }

    @Override
    public synchronized void flow(String text) {
        StringBuilder frame = cleared();
        text.codePoints().forEach(codePoint -> add(codePoint, frame));
        draw(frame);
    }

    @Override
    public synchronized void endFlow() {
        StringBuilder frame = cleared();
        closeOpenLine(frame);
        draw(frame);
    }

    @Override
    public synchronized void progress(String text) {
        if (!text.equals(progress)) {
            StringBuilder frame = cleared();
            progress = text;
            draw(frame);
        }
    }

    @Override
    public boolean isGone() {
        return out.checkError();
    }

    private StringBuilder cleared() {
        StringBuilder frame = new StringBuilder();
        if (drawn) {
            frame.append(TO_LINE_START_AND_CLEAR_BELOW);
            drawn = false;
        }
        return frame;
    }

    private void add(int codePoint, StringBuilder frame) {
        if (codePoint == '\n') {
            frame.append(open).append('\n');
            open.setLength(0);
            return;
        }
        open.appendCodePoint(codePoint == '\t' ? ' ' : codePoint);
        if (TextWidth.of(open.toString()) >= columns.getAsInt()) {
            wrap(frame);
        }
    }

    /** At the last space, or in mid-word where there is none. */
    private void wrap(StringBuilder frame) {
        int space = open.lastIndexOf(" ");
        int end = space > 0 ? space : open.offsetByCodePoints(open.length(), -1);
        int next = space > 0 ? space + 1 : end;
        frame.append(open, 0, end).append('\n');
        open.delete(0, next);
    }

    private void closeOpenLine(StringBuilder frame) {
        if (!open.isEmpty()) {
            frame.append(open).append('\n');
            open.setLength(0);
        }
    }

    private void draw(StringBuilder frame) {
        if (!open.isEmpty() || !progress.isEmpty()) {
            frame.append(open);
            if (!progress.isEmpty()) {
                frame.append('\n').append(paint.faint(cut(progress))).append(UP_TO_LINE_START);
            }
            drawn = true;
        }
        out.print(frame);
        out.flush();
    }

    /** One column stays free: a terminal that is written to its edge may go to the next line by itself. */
    private String cut(String text) {
        int end = text.length();
        while (end > 0 && TextWidth.of(text.substring(0, end)) >= columns.getAsInt()) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
