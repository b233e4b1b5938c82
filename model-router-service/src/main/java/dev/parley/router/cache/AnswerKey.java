package dev.parley.router.cache;

/**
 * Stands for one question of one tenant. What another tenant asks never has the same key.
 *
 * @param tenant whose answer it is
 * @param hash of everything that makes the answer what it is, the tenant once more among it; 64 hex digits
 */
public record AnswerKey(String tenant, String hash) {}
