package dev.parley.gateway.upstream;

import dev.parley.transport.edge.Edge;
import dev.parley.transport.edge.EdgeSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** Proves to the router, with every control call, that it is the gateway that calls. */
@ApplicationScoped
class RouterEdge implements ClientHeadersFactory {

    private final Edge edge;

    RouterEdge(Secrets secrets) {
        this.edge = secrets.toRouter();
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle(EdgeSecret.HEADER, edge.secretHeader());
        return headers;
    }
}
