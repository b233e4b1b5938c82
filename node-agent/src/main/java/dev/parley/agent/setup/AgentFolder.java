package dev.parley.agent.setup;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps what is its own.
 *
 * @param path of the folder
 */
public record AgentFolder(Path path) {

    /** The folder that was named, else {@code ~/.config/ollama_proxy}. */
    public static AgentFolder of(@Nullable String named, Map<String, String> environment) {
        if (named != null) {
            return new AgentFolder(Path.of(named).toAbsolutePath().normalize());
        }
        String home = environment.get("HOME");
        return new AgentFolder(Path.of(
                home == null || home.isEmpty() ? System.getProperty("user.home") : home, ".config", "ollama_proxy"));
    }

    /** What it was told, for the next start. */
    public Path config() {
        return path.resolve("config.json");
    }

    /** What it did. */
    public Path log() {
        return path.resolve("logs").resolve("client.log");
    }

    /** Where it hears {@code pause} and {@code resume} while it runs. */
    public Path control() {
        return path.resolve("agent.socket");
    }
}
