package dev.parley.testkit.planted.ollama.http;

import dev.parley.testkit.planted.ollama.ollama.OllamaChunk;

/** The surface that answers in Ollama's JSON. */
public record OllamaResource(OllamaChunk last) {}
