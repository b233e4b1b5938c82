package dev.parley.agent.talk;

import dev.parley.agent.gateway.StreamedEvent;

/** Is told of a conversation. */
public interface Listener {

    /** The next event. */
    void heard(StreamedEvent event);

    /** Something about the listening itself, such as a lost connection. */
    void remark(String text);

    /** Some time went by. */
    void tick();

    /** No more events will come. */
    void over();

    /** Whether nobody reads any more. */
    boolean isGone();
}
