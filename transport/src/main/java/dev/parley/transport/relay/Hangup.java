package dev.parley.transport.relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;

/**
 * Closes the connection of an answer that nobody wants any more: over HTTP/1.1 the only way to tell its server so. An answer
 * that has ended is left alone, also where its end was not read yet because the answer was paused: its connection is the
 * pool's again by then, and Vert.x would close it under whichever request has it now (eclipse-vertx/vert.x#6294). That is
 * certain where the connection is of the context's event loop; of another loop's an end may be on its way for a moment.
 */
public final class Hangup {

    private final Context context;
    private final HttpClientResponse answer;
    private final Future<Void> end;
    private volatile boolean begun;

    /**
     * To be made as soon as the head is there.
     *
     * @param context the request was sent on
     */
    public Hangup(Context context, HttpClientResponse answer) {
        this.context = context;
        this.answer = answer;
        this.end = answer.end();
    }

    /** From any thread, repeatable. What was held back is handed to the answer's handlers first: they must not pause it. */
    public void hangUp() {
        if (begun || end.succeeded()) {
            return;
        }
        begun = true;
        answer.resume();
        context.runOnContext(handedOut -> {
            if (!end.succeeded()) {
                answer.request().reset();
            }
        });
    }
}
