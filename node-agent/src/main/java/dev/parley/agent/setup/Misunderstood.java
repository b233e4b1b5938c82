package dev.parley.agent.setup;

/** What was said cannot be meant; the message is a sentence for the one who said it. */
public final class Misunderstood extends Exception {

    private static final long serialVersionUID = 1L;

    /** With this sentence. */
    public Misunderstood(String message) {
        super(message);
    }
}
