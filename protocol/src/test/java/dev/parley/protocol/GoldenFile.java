package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One {@code golden/<type>.<case>.json}: what a value of that type looks like between processes. */
record GoldenFile(String type, String name, JsonNode json) {

    /** Set up as Quarkus sets up the services' own mapper. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static List<GoldenFile> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().map(GoldenFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no golden files", e);
        }
    }

    static List<GoldenFile> of(Class<?> type) {
        return all().stream()
                .filter(file -> file.type().equals(WireTypes.fileNameOf(type)))
                .toList();
    }

    /** The file as a value of {@code kind}, written out again. */
    JsonNode readAndWritten(Class<?> kind) throws JsonProcessingException {
        return MAPPER.readTree(MAPPER.writeValueAsString(as(kind)));
    }

    <T> T as(Class<T> kind) throws JsonProcessingException {
        return MAPPER.readValue(json.toString(), kind);
    }

    private static GoldenFile read(Path file) {
        String name = file.getFileName().toString();
        try {
            return new GoldenFile(name.substring(0, name.indexOf('.')), name, MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(GoldenFile.class.getResource("/golden"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
