package dev.parley.agent.screen;

/** Where a conversation is shown. May be called from several threads. Text is shown as it is: make it safe before. */
public interface Screen {

    /** A whole line, which may be painted; begins on a line of its own. */
    void line(String text);

    /** The next piece of a running text. */
    void flow(String text);

    /** The running text is over. */
    void endFlow();

    /** The line that tells how far it is, in place of the one before; empty for none. */
    void progress(String text);

    /** Whether whoever reads has gone. */
    boolean isGone();
}
