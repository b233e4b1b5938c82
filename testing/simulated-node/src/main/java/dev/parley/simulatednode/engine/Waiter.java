package dev.parley.simulatednode.engine;

/** Who asked the engine; exactly one of the two is called, unless the turn is cancelled before. */
public interface Waiter {

    /** The model is loaded and a slot is free; the lease must be given back. */
    void granted(Lease lease);

    /** There will be no slot: the status and text that Ollama answers. */
    void refused(int status, String text);
}
