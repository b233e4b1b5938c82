package dev.parley.testkit.planted.web.http;

import jakarta.ws.rs.GET;

/** An edge, where HTTP belongs. */
public interface NodesResource {
    @GET
    String nodes();
}
