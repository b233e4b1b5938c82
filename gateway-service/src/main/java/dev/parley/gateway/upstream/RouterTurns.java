package dev.parley.gateway.upstream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Which of several routers is asked what any of them can answer: the first that owes no answer. One that is away owes the
 * call that failed, so that the next try goes to the next router; after a while it is asked again.
 */
@ApplicationScoped
class RouterTurns implements ClientRequestFilter, ClientResponseFilter {

    /** Every router has a queue of its own: there the caller says which. */
    private static final String OWN_AFFAIR = "/internal/queue";

    private static final String ASKED = RouterTurns.class.getName();

    private final RouterRelay routers;
    private final Debts debts;

    RouterTurns(RouterRelay routers, Clock clock) {
        this.routers = routers;
        this.debts = new Debts(clock);
    }

    @Override
    public void filter(ClientRequestContext request) {
        List<URI> bases = routers.bases();
        if (bases.size() < 2 || request.getUri().getPath().equals(OWN_AFFAIR)) {
            return;
        }
        URI base = debts.next(bases);
        request.setProperty(ASKED, base);
        request.setUri(UriBuilder.fromUri(request.getUri())
                .scheme(base.getScheme())
                .host(base.getHost())
                .port(base.getPort())
                .build());
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(ASKED) instanceof URI answered) {
            debts.answered(answered);
        }
    }
}
