package dev.parley.gateway.http;

import dev.parley.gateway.StoreAway;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says so where the database is away. */
final class StoreProblems {

    /** Saying it again does the same again, and writes it down. */
    static Throwable notWrittenDown(Throwable failure) {
        return failure instanceof StoreAway
                ? new ProblemException(
                        ProblemCode.STORE_UNAVAILABLE,
                        "it was done, but could not be written into the audit log: please say it again")
                : failure;
    }

    @ServerExceptionMapper
    Response away(StoreAway away) {
        var problem = new ProblemException(ProblemCode.STORE_UNAVAILABLE, "keys cannot be read or changed").problem();
        return Response.status(problem.status())
                .type(Problems.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .entity(Problems.json(problem))
                .build();
    }
}
