package dev.parley.testkit.planted.clean.http;

import dev.parley.testkit.planted.clean.node.Node;
import jakarta.ws.rs.GET;

/** An edge that knows a feature. */
public interface NodesResource {
    @GET
    Node node();
}
