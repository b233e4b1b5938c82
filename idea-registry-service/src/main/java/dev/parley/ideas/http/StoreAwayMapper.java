package dev.parley.ideas.http;

import dev.parley.ideas.ledger.IdeaLedger.StoreAway;
import dev.parley.transport.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that is away is no surprise: 503, and the caller comes again. */
final class StoreAwayMapper {

    @ServerExceptionMapper
    Response storeAway(StoreAway away) {
        var problem = Outcomes.problem(away).problem();
        return Response.status(problem.status())
                .type(Problems.MEDIA_TYPE)
                .header("Retry-After", "2")
                .entity(Problems.json(problem))
                .build();
    }
}
