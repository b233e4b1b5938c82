package dev.parley.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The protocol's golden files. */
public final class Golden {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    /** On one line, as it travels. */
    public static String json(String name) {
        return tree(name).toString();
    }

    public static JsonNode tree(String name) {
        String file = "/golden/" + name + ".json";
        try (InputStream golden = Objects.requireNonNull(Golden.class.getResourceAsStream(file), file)) {
            return JSON.readTree(golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
