package dev.parley.gateway.chat;

import io.vertx.core.json.JsonArray;
import java.util.OptionalDouble;

/**
 * What a model is asked.
 *
 * @param model its name, or what the router chooses one for
 * @param messages oldest first
 */
public record Question(String model, JsonArray messages, OptionalDouble temperature, boolean stream) {}
