package dev.parley.transport.edge;

/**
 * A service that answers the outside world declares a bean of this type: it identifies its callers by itself, and the edge
 * guard stays away. Code, not a setting, so that no operator opens an internal service by mistake.
 */
public interface PublicDoor {}
