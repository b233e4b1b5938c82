package dev.parley.gateway.permission;

import static dev.parley.protocol.caller.Scope.ADMIN;
import static dev.parley.protocol.caller.Scope.CONVERSATIONS;
import static dev.parley.protocol.caller.Scope.INFERENCE;
import static dev.parley.protocol.caller.Scope.MODELS_WRITE;
import static dev.parley.protocol.caller.Scope.NODE;

import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which path asks for what. What is not listed here is served to nobody, whatever routes there are: a new endpoint begins
 * with its row.
 */
public final class Access {

    /**
     * A row: these methods of this path ask for this.
     *
     * @param template the path, with names in braces for single segments, or {@code /**} for everything below
     * @param methods in the order of the {@code Allow} header
     */
    public record Row(String template, List<String> methods, Demand demand) {}

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> GET = List.of("GET");
    private static final List<String> POST = List.of("POST");
    private static final List<String> PUT = List.of("PUT");
    private static final List<String> PATCH = List.of("PATCH");
    private static final List<String> DELETE = List.of("DELETE");

    private static final List<Row> ROWS = Stream.of(
                    rows(READ, Demand.NOTHING, "/", "/ui", "/q/openapi", "/q/swagger-ui/**"),
                    rows(POST, Demand.NOTHING, "/api/session"),
                    rows(DELETE, Demand.NOTHING, "/api/session"),
                    scoped(INFERENCE, POST, "/api/chat", "/api/generate", "/api/embed", "/api/embeddings", "/api/show"),
                    scoped(INFERENCE, POST, "/api/chat/batch"),
                    scoped(INFERENCE, READ, "/api/chat/models"),
                    scoped(INFERENCE, POST, "/api/query", "/api/models/switch"),
                    scoped(INFERENCE, DELETE, "/api/query/memory/{id}"),
                    scoped(INFERENCE, POST, "/generate"),
                    scoped(INFERENCE, GET, "/config/orchestration", "/api/traces", "/api/traces/{id}"),
                    scoped(MODELS_WRITE, PUT, "/config/orchestration"),
                    scoped(MODELS_WRITE, DELETE, "/config/orchestration"),
                    scoped(INFERENCE, GET, "/ws/chat"),
                    scoped(NODE, GET, TunnelFrame.PATH),
                    scoped(INFERENCE, READ, "/api/tags", "/api/version"),
                    scoped(INFERENCE, GET, "/api/ps", "/v1/models"),
                    scoped(INFERENCE, POST, "/v1/chat/completions"),
                    scoped(CONVERSATIONS, READ, "/api/conversations", "/api/conversations/{id}"),
                    scoped(CONVERSATIONS, READ, ofConversation("history", "ideas")),
                    scoped(CONVERSATIONS, GET, ofConversation("events", "export")),
                    scoped(CONVERSATIONS, POST, "/api/conversations/start", "/api/conversations/import"),
                    scoped(CONVERSATIONS, POST, ofConversation("round", "pause", "resume", "stop", "continue")),
                    scoped(CONVERSATIONS, POST, ofConversation("abort", "fork", "messages")),
                    scoped(CONVERSATIONS, PATCH, ofConversation("messages/{message}")),
                    scoped(CONVERSATIONS, DELETE, "/api/conversations/{id}"),
                    scoped(CONVERSATIONS, GET, "/ws/conversations/{id}"),
                    rows(READ, Demand.ANY_KEY, "/api/usage"),
                    scoped(MODELS_WRITE, POST, "/api/models/load", "/api/models/unload"),
                    scoped(MODELS_WRITE, READ, "/api/models/placements"),
                    scoped(MODELS_WRITE, PUT, "/api/models/placements"),
                    scoped(ADMIN, READ, "/api/nodes", "/api/nodes/{id}"),
                    scoped(ADMIN, POST, "/api/nodes"),
                    scoped(ADMIN, PATCH, "/api/nodes/{id}"),
                    scoped(ADMIN, DELETE, "/api/nodes/{id}"),
                    scoped(ADMIN, POST, "/api/nodes/{id}/drain", "/api/nodes/{id}/resume", "/api/nodes/{id}/share"),
                    scoped(ADMIN, READ, "/api/queue", "/api/experiments", "/api/prices"),
                    scoped(ADMIN, PUT, "/api/experiments", "/api/prices"),
                    scoped(ADMIN, READ, "/api/keys", "/api/audit"),
                    scoped(ADMIN, POST, "/api/keys"),
                    scoped(ADMIN, DELETE, "/api/keys/{id}"))
            .flatMap(rows -> rows)
            .toList();

    private static final List<Compiled> COMPILED = ROWS.stream()
            .map(row -> new Compiled(row, PathPattern.of(row.template())))
            .toList();

    /** Literal paths come first, by name: most requests are for those. */
    private static final Map<String, List<Row>> LITERAL = COMPILED.stream()
            .filter(row -> row.pattern().isLiteral())
            .map(Compiled::row)
            .collect(Collectors.groupingBy(Row::template));

    private static final List<Compiled> PATTERNS =
            COMPILED.stream().filter(row -> !row.pattern().isLiteral()).toList();

    private Access() {}

    /** All of it. */
    public static List<Row> rows() {
        return ROWS;
    }

    /**
     * The rows of a path, one for each of its groups of methods; none if it is not served.
     *
     * @param path normalised: no dots, no double slashes, unreserved characters as themselves
     */
    public static List<Row> at(String path) {
        String exact = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<Row> literal = LITERAL.get(exact);
        return literal != null
                ? literal
                : PATTERNS.stream()
                        .filter(row -> row.pattern().matches(path))
                        .map(Compiled::row)
                        .toList();
    }

    /** What this request asks of its caller; empty if nothing is served to such a request. */
    public static Optional<Demand> of(String method, String path) {
        return at(path).stream()
                .filter(row -> row.methods().contains(method))
                .map(Row::demand)
                .findFirst();
    }

    private static Stream<Row> scoped(Scope scope, List<String> methods, String... templates) {
        return rows(methods, Demand.holding(scope), templates);
    }

    private static Stream<Row> rows(List<String> methods, Demand demand, String... templates) {
        return Arrays.stream(templates).map(template -> new Row(template, methods, demand));
    }

    private static String[] ofConversation(String... what) {
        return Arrays.stream(what).map("/api/conversations/{id}/"::concat).toArray(String[]::new);
    }

    private record Compiled(Row row, PathPattern pattern) {}
}
