package dev.parley.agent.tunnel;

/** The other side said what it may not say; the connection ends. The message is for the log. */
final class FrameFault extends Exception {

    private static final long serialVersionUID = 1L;

    FrameFault(String message) {
        super(message);
    }
}
