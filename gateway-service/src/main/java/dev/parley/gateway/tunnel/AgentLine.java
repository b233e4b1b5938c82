package dev.parley.gateway.tunnel;

import io.vertx.core.buffer.Buffer;

/** The way to one agent. What is sent arrives in order. */
public interface AgentLine {

    /** Sends a control frame. */
    void text(String frame);

    /** Sends part of a body. @param taken runs on the tunnel's loop when the socket took it; never if the agent has gone */
    void bytes(Buffer message, Runnable taken);

    /** Asks for a sign of life. */
    void ping();

    /** Closes after all that was sent. */
    void close(int code, String reason);
}
