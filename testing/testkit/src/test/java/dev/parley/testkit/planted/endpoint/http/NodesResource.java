package dev.parley.testkit.planted.endpoint.http;

/** An endpoint. */
public final class NodesResource {}
