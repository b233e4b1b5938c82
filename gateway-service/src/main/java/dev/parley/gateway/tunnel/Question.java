package dev.parley.gateway.tunnel;

import io.vertx.core.buffer.Buffer;

/** A request on its way to a node. For any thread; each one's calls arrive in order. */
public interface Question {

    /** A part of its body, when {@link Asker#more} has asked for one. */
    void body(Buffer bytes);

    /** Its body is whole. */
    void end();

    /** So many bytes of the answer are not held any more. */
    void left(int bytes);

    /** Nobody wants the answer. */
    void cancel();
}
