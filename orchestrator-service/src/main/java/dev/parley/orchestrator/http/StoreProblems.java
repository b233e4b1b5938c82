package dev.parley.orchestrator.http;

import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An absent database is an answer like any other. */
final class StoreProblems {

    static final Problem AWAY = Problem.of(ProblemCode.STORE_UNAVAILABLE, null, null);

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    /** Seconds; a restarted database is back in about this time. */
    private static final String RETRY_AFTER = "2";

    @ServerExceptionMapper
    Response away(StoreUnavailable failure) {
        LOG.debugf("request refused code=store-unavailable cause=%s", failure.getMessage());
        return Response.status(AWAY.status())
                .type(Problems.MEDIA_TYPE)
                .header("Retry-After", RETRY_AFTER)
                .entity(Problems.json(AWAY))
                .build();
    }
}
