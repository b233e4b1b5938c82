package dev.parley.testkit.planted.ollama.ollama;

/** A line of Ollama's stream. */
public record OllamaChunk(String response) {}
