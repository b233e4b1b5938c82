package dev.parley.agent.screen;

import java.io.PrintWriter;

/** A pipe or a file: everything once, in order, nothing taken back. */
public final class PlainScreen implements Screen {

    private final PrintWriter out;
    private boolean insideLine;

    /** Writes there. */
    public PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void line(String text) {
        endFlow();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void flow(String text) {
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
            insideLine = !text.endsWith("\n");
        }
    }

    @Override
    public synchronized void endFlow() {
        if (insideLine) {
            out.println();
            insideLine = false;
        }
    }

    /** There is no place that could be written over. */
    @Override
    public void progress(String text) {}

    @Override
    public boolean isGone() {
        return out.checkError();
    }
}
