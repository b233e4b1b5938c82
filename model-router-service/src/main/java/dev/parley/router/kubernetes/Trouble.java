package dev.parley.router.kubernetes;

/**
 * Something about a pool that cannot be as it is written. It costs what it concerns and nothing else.
 *
 * @param service the Service it concerns, {@code namespace/name}
 * @param text what is wrong, for its owner
 */
public record Trouble(String service, String text) {}
