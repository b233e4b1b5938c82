package dev.parley.agent.ollama;

/**
 * A model that Ollama has on its disk.
 *
 * @param name with its tag
 * @param digest of its manifest, empty if Ollama says none
 */
public record Installed(String name, String digest) {}
