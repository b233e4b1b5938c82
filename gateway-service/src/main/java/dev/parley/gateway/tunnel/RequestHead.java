package dev.parley.gateway.tunnel;

import java.util.Map;

/**
 * What a node is asked.
 *
 * @param path with its query
 * @param headers by lower-case name
 */
public record RequestHead(String method, String path, Map<String, String> headers) {}
