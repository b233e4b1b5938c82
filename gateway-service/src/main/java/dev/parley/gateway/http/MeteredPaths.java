package dev.parley.gateway.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the paths and methods by which requests are measured to those that are served. What is refused at the door was never
 * matched with a route, and would be measured by whatever its sender made up.
 */
@Dependent
class MeteredPaths {

    private static final String URI = "uri";
    private static final String METHOD = "method";
    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern ID = Pattern.compile(
            "^(/(?:api|ws)/conversations(?!/(?:start|import)$)|/api/keys|/api/nodes|/api/query/memory|/api/traces)/[^/]+");

    private static final Pattern MESSAGE = Pattern.compile("^(/api/conversations/\\{id}/messages)/[^/]+$");

    private static final Set<String> KNOWN = Stream.concat(
                    InferencePath.SERVED.stream().map(InferencePath::path),
                    Stream.of(
                            "root",
                            "/ui",
                            "/q/openapi",
                            "/api/chat/batch",
                            "/api/chat/models",
                            "/ws/chat",
                            "/auth-proxy",
                            "/api/query",
                            "/api/query/memory/{id}",
                            "/api/models/switch",
                            "/generate",
                            "/config/orchestration",
                            "/api/traces",
                            "/api/traces/{id}",
                            "/api/models/load",
                            "/api/models/unload",
                            "/api/models/placements",
                            "/api/queue",
                            "/api/experiments",
                            "/api/prices",
                            "/api/nodes",
                            "/api/nodes/{id}",
                            "/api/nodes/{id}/drain",
                            "/api/nodes/{id}/resume",
                            "/api/nodes/{id}/share",
                            "/api/keys",
                            "/api/keys/{id}",
                            "/api/audit",
                            "/api/usage",
                            "/api/session",
                            "NOT_FOUND",
                            "REDIRECTION"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_A_CONVERSATION = Set.of(
            "",
            "/history",
            "/ideas",
            "/events",
            "/export",
            "/round",
            "/pause",
            "/resume",
            "/stop",
            "/continue",
            "/abort",
            "/fork",
            "/messages",
            "/messages/{message}");

    @Produces
    @Singleton
    MeterFilter onlyServedPaths() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server") ? id.replaceTags(bounded(id.getTags())) : id;
            }
        };
    }

    private static List<Tag> bounded(List<Tag> tags) {
        return tags.stream().map(MeteredPaths::bounded).toList();
    }

    private static Tag bounded(Tag tag) {
        return switch (tag.getKey()) {
            case URI -> Tag.of(URI, bounded(tag.getValue()));
            case METHOD -> METHODS.contains(tag.getValue()) ? tag : Tag.of(METHOD, OTHER);
            default -> tag;
        };
    }

    static String bounded(String uri) {
        String template = ID.matcher(uri).replaceFirst("$1/{id}");
        template = MESSAGE.matcher(template).replaceFirst("$1/{message}");
        return KNOWN.contains(template) || isOfConversations(template) ? template : OTHER;
    }

    private static boolean isOfConversations(String template) {
        if (Set.of(
                        "/api/conversations",
                        "/api/conversations/start",
                        "/api/conversations/import",
                        "/ws/conversations/{id}")
                .contains(template)) {
            return true;
        }
        String prefix = "/api/conversations/{id}";
        return template.startsWith(prefix) && OF_A_CONVERSATION.contains(template.substring(prefix.length()));
    }
}
