package dev.parley.simulatednode.content;

import com.fasterxml.jackson.databind.JsonNode;

/** A call that the model asks for; the arguments are an object whose order is kept. */
public record ToolCall(String id, int index, String name, JsonNode arguments) {}
