package dev.parley.testkit.planted.ollama.relay;

import dev.parley.testkit.planted.ollama.ollama.OllamaChunk;

/** A feature that knows Ollama's JSON. */
public record GenerationRelay(OllamaChunk last) {}
