package dev.parley.router.cache;

import io.vertx.core.buffer.Buffer;

/**
 * A good answer, as it went out.
 *
 * @param model that gave it, as it is shown
 * @param body to its last byte; never changed
 */
public record KeptAnswer(String contentType, String model, Buffer body) {}
