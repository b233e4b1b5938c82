package dev.parley.agent;

/** The local stack is not up, or a part of it is not. */
final class StackAway extends Exception {

    private static final long serialVersionUID = 1L;

    StackAway(String message) {
        super(message);
    }
}
