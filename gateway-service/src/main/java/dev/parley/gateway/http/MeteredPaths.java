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
 * Keeps the paths by which requests are measured to those that are served. What is refused at the door was never matched
 * with a route, and would be measured by whatever path its sender made up.
 */
@Dependent
class MeteredPaths {

    private static final String URI = "uri";
    private static final Pattern ID =
            Pattern.compile("^(/(?:api|ws)/conversations(?!/start$)|/api/keys|/api/nodes|/api/query/memory)/[^/]+");

    private static final Set<String> KNOWN = Stream.concat(
                    InferencePath.SERVED.stream().map(InferencePath::path),
                    Stream.of(
                            "root",
                            "/ui",
                            "/q/openapi",
                            "/api/chat/batch",
                            "/api/chat/models",
                            "/ws/chat",
                            "/api/query",
                            "/api/query/memory/{id}",
                            "/api/models/switch",
                            "/api/models/load",
                            "/api/models/unload",
                            "/api/models/placements",
                            "/api/queue",
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

    private static final Set<String> OF_A_CONVERSATION =
            Set.of("", "/history", "/ideas", "/events", "/export", "/round", "/pause", "/resume", "/stop", "/continue");

    @Produces
    @Singleton
    MeterFilter onlyServedPaths() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String uri = id.getTag(URI);
                return uri == null || !id.getName().startsWith("http.server")
                        ? id
                        : id.replaceTags(with(id.getTags(), bounded(uri)));
            }
        };
    }

    private static List<Tag> with(List<Tag> tags, String uri) {
        return tags.stream()
                .map(tag -> tag.getKey().equals(URI) ? Tag.of(URI, uri) : tag)
                .toList();
    }

    static String bounded(String uri) {
        String template = ID.matcher(uri).replaceFirst("$1/{id}");
        return KNOWN.contains(template) || isOfConversations(template) ? template : "OTHER";
    }

    private static boolean isOfConversations(String template) {
        if (Set.of("/api/conversations", "/api/conversations/start", "/ws/conversations/{id}")
                .contains(template)) {
            return true;
        }
        String prefix = "/api/conversations/{id}";
        return template.startsWith(prefix) && OF_A_CONVERSATION.contains(template.substring(prefix.length()));
    }
}
