package dev.parley.agent.ollama;

import java.util.Set;

/**
 * What Ollama may be asked through the tunnel: what answers, never what pulls, deletes or pushes models. The gateway is an
 * outsider to the owner of this machine, as he is to the gateway.
 */
public final class AllowedPaths {

    private static final Set<String> LOOKS = Set.of("/api/version", "/api/tags", "/api/ps", "/v1/models");

    private static final Set<String> WORK = Set.of(
            "/api/show",
            "/api/chat",
            "/api/generate",
            "/api/embed",
            "/api/embeddings",
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/embeddings",
            "/v1/responses",
            "/v1/messages");

    private AllowedPaths() {}

    /** The path without its query, which Ollama does not read. */
    public static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Whether this may be asked. */
    public static boolean allow(String method, String path) {
        return isWork(method, path) || (method.equals("GET") || method.equals("HEAD")) && LOOKS.contains(path);
    }

    /** Whether it takes a model's time. */
    public static boolean isWork(String method, String path) {
        return method.equals("POST") && WORK.contains(path);
    }
}
