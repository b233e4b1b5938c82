package dev.parley.gateway.http;

import dev.parley.gateway.chat.Failure;
import dev.parley.protocol.problem.Problem;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Problems of task chat: those of our own paths, with the code beside them that the other shape of the path has too. */
final class ChatProblems {

    private ChatProblems() {}

    /** Answers, unless an answer has begun or nobody waits for one. */
    static void answer(HttpServerResponse response, Problem problem) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .putHeader(Surface.ERROR_HEADER, problem.code().wireName())
                .end(Problems.json(problem));
    }

    /** The same, telling when to come back. */
    static void answer(HttpServerResponse response, Failure failure) {
        if (failure.retryAfter() != null && !response.headWritten()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, failure.retryAfter());
        }
        answer(response, failure.problem());
    }
}
