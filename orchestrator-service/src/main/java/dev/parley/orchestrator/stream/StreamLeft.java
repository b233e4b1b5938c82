package dev.parley.orchestrator.stream;

/** A stream breaks off because this process goes: whoever read it goes on elsewhere. Cheap, because it is no surprise. */
public final class StreamLeft extends RuntimeException {

    StreamLeft() {
        super("this process goes", null, false, false);
    }
}
