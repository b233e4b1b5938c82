package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node speaks. */
public enum NodeKind {
    /** Ollama's own API and its OpenAI surface. */
    @JsonProperty("ollama")
    OLLAMA,

    /** The OpenAI surface only. */
    @JsonProperty("openai")
    OPENAI
}
