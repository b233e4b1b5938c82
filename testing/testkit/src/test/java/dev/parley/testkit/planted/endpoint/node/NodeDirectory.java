package dev.parley.testkit.planted.endpoint.node;

import dev.parley.testkit.planted.endpoint.http.NodesResource;

/** A feature that calls an endpoint. */
public record NodeDirectory(NodesResource resource) {}
