package dev.parley.router.placement;

/** How an errand ended. */
public sealed interface Outcome {

    /** The node did it. */
    record Done() implements Outcome {}

    /** The node was reached and did not do it. @param reason in its words where it has any */
    record Refused(String reason) implements Outcome {}

    /** The node cannot be reached, or fell silent; the same again may succeed. */
    record Unreached(String reason) implements Outcome {}

    /** The one way to have done it. */
    Outcome DONE = new Done();
}
