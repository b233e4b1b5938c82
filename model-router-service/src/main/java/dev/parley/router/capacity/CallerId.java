package dev.parley.router.capacity;

/** Between whom the queue is fair. */
public record CallerId(String tenant, String key) {}
