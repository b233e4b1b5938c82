package dev.parley.agent.setup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that an agent goes by.
 *
 * @param token null if nobody said one
 * @param model names of models it offers, with commas between, or {@code *} for all that are installed
 * @param ollamaHost where Ollama is
 * @param ollamaPort its port
 * @param stream whether answers are passed on as they come
 * @param server where the gateway listens for agents
 * @param ca certificates that the gateway's must be signed by, instead of those this machine trusts; null for these
 * @param name the node's name in the pool
 * @param capacity requests it works on at once
 */
public record AgentSettings(
        @Nullable TokenSource token,
        String model,
        String ollamaHost,
        int ollamaPort,
        boolean stream,
        ServerAddress server,
        @Nullable Path ca,
        String name,
        int capacity) {

    /** Where Ollama is, as a URL without a slash at the end. */
    public String ollama() {
        String host = ollamaHost.contains(":") && !ollamaHost.startsWith("[") ? "[" + ollamaHost + "]" : ollamaHost;
        return "http://" + host + ":" + ollamaPort;
    }

    /** For people; of the token only its beginning. */
    String shown() throws Misunderstood {
        return "  token        "
                + (token == null ? "none: --force-token, --token-file or PARLEY_TOKEN" : token.shown())
                + "\n  model        " + model
                + "\n  ollama_host  " + ollamaHost
                + "\n  ollama_port  " + ollamaPort
                + "\n  stream_mode  " + stream
                + "\n  server       " + server
                + "\n  ca           " + (ca == null ? "what this machine trusts" : ca.toString())
                + "\n  name         " + name
                + "\n  capacity     " + capacity;
    }
}
