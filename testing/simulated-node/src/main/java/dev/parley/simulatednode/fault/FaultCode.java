package dev.parley.simulatednode.fault;

import java.util.List;

/** The ways in which a node may misbehave, by the numbers that other parts of the project refer to. */
public enum FaultCode {
    F01("refuse connections: the listening socket is closed, idle connections too", Reach.NODE),
    F02("accept and never answer", Reach.INFERENCE),
    F03("headers come late (seconds)", Reach.INFERENCE),
    F04("the body comes one byte at a time (seconds between bytes)", Reach.INFERENCE),
    F05("stall after k records for some seconds, then go on", Reach.INFERENCE),
    F06("stall after k records for ever", Reach.INFERENCE),
    F07("reset before any header", Reach.INFERENCE),
    F08("reset after the headers, before a record (or after k of them)", Reach.INFERENCE),
    F09("reset inside record k + 1", Reach.INFERENCE),
    F10("proper end of the body without a terminal record, after k records", Reach.INFERENCE),
    F11("the engine dies after k records: an error record (0: a status)", Reach.INFERENCE),
    F12("a malformed record after k good ones", Reach.INFERENCE),
    F13("truncated UTF-8 inside record k + 1", Reach.INFERENCE),
    F14("a blank line between records", Reach.INFERENCE),
    F15("two records in one write, then one record in several writes", Reach.INFERENCE),
    F16("a Content-Length that is too long (bytes)", Reach.INFERENCE),
    F17("500 with a text that is the node's fault", Reach.INFERENCE),
    F18("500 with a text that is the request's fault", Reach.INFERENCE),
    F19("502, 503 or 429 (status) with a json, html, text or empty body, maybe with Retry-After", Reach.INFERENCE),
    F20("404 on this node only", Reach.INFERENCE),
    F21("401 or 403 (status)", Reach.INFERENCE),
    F22("a wrong content type (text)", Reach.INFERENCE),
    F23("a gzip body that nobody asked for", Reach.INFERENCE),
    F24("a redirect (location)", Reach.INFERENCE),
    F25("another model in the answer (text)", Reach.INFERENCE),
    F26("no done_reason and no counts in the final record", Reach.INFERENCE),
    F27("tags and ps slow (seconds) or failing (status) while inference works", Reach.CATALOGUE),
    F28("tags fine while inference hangs", Reach.INFERENCE),
    F29("clock skew (seconds) and an odd version (text)", Reach.NODE),
    F30("the model is in tags but not found, or its digest changes (text)", Reach.INFERENCE),
    F31("drains: finishes streams, refuses all that is new", Reach.NODE),
    F32("dies in mid answer after k records, comes back after some seconds with empty memory", Reach.INFERENCE),
    F33("flaps: down for some seconds, up for some (up_seconds), again and again", Reach.NODE),
    F34("loaded models hang in their unloading: expires_at in the past, requests hang", Reach.NODE);

    private static final List<String> INFERENCE_PATHS = List.of(
            "/api/generate",
            "/api/chat",
            "/api/embed",
            "/api/embeddings",
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/embeddings",
            "/v1/responses",
            "/v1/messages");
    private static final List<String> CATALOGUE_PATHS = List.of("/api/tags", "/api/ps");

    private final String summary;
    private final Reach reach;

    /** What a fault concerns when its rule names no path. */
    private enum Reach {
        NODE,
        INFERENCE,
        CATALOGUE
    }

    FaultCode(String summary, Reach reach) {
        this.summary = summary;
        this.reach = reach;
    }

    public String summary() {
        return summary;
    }

    /** Whether it is a state of the whole node rather than something that happens to single requests. */
    public boolean ofNode() {
        return reach == Reach.NODE;
    }

    boolean concerns(String path) {
        return switch (reach) {
            case NODE -> false;
            case INFERENCE -> INFERENCE_PATHS.contains(path);
            case CATALOGUE -> CATALOGUE_PATHS.contains(path);
        };
    }
}
