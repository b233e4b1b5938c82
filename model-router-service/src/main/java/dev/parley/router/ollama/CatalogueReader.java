package dev.parley.router.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.LoadedModel;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what nodes answer about themselves. Entries that name no model are left out; fields may be missing. */
final class CatalogueReader {

    private CatalogueReader() {}

    static String version(byte[] json) throws IOException {
        return GoJson.read(json).path("version").asText();
    }

    /** {@code /api/tags}. */
    static Map<ModelName, HostedModel> tags(byte[] json) throws IOException {
        Map<ModelName, HostedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : GoJson.read(json).path("models")) {
            String listed = entry.path("name").asText(entry.path("model").asText());
            ModelName.parse(listed)
                    .ifPresent(name -> models.putIfAbsent(
                            name,
                            new HostedModel(
                                    name,
                                    listed,
                                    text(entry, "digest"),
                                    instant(text(entry, "modified_at")),
                                    texts(entry.path("capabilities")),
                                    GoJson.write(entry))));
        }
        return models;
    }

    /** {@code /api/ps}. */
    static Map<ModelName, LoadedModel> loaded(byte[] json) throws IOException {
        Map<ModelName, LoadedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : GoJson.read(json).path("models")) {
            ModelName.parse(entry.path("name").asText(entry.path("model").asText()))
                    .ifPresent(name -> models.putIfAbsent(
                            name,
                            new LoadedModel(
                                    name,
                                    instant(text(entry, "expires_at")),
                                    entry.path("context_length").asLong(),
                                    GoJson.write(entry))));
        }
        return models;
    }

    /** A node's time in any zone; null if it is none. */
    static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode entry, String field) {
        String text = entry.path(field).asText("");
        return text.isEmpty() ? null : text;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
