package dev.parley.simulatednode.selfcheck;

/** Where a node's answer is not the recorded one. */
public record Difference(String exchange, String what, String expected, String actual) {

    @Override
    public String toString() {
        return exchange + ": " + what + "\n  expected: " + expected + "\n  actual:   " + actual;
    }
}
