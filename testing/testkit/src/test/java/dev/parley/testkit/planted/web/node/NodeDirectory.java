package dev.parley.testkit.planted.web.node;

import jakarta.ws.rs.GET;

/** A feature that speaks HTTP. */
public interface NodeDirectory {
    @GET
    String nodes();
}
