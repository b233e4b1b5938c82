package dev.parley.agent.setup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the agent was told, kept for the next start: one flat JSON object that only its owner may read, since a token is in
 * it. Keys that are not ours stay as they are.
 */
public final class ConfigFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;
    private final Map<String, String> values;
    private final boolean isThere;

    private ConfigFile(Path path, Map<String, String> values, boolean isThere) {
        this.path = path;
        this.values = values;
        this.isThere = isThere;
    }

    /** Reads it, and takes it away from other users of this machine if they may read it. */
    public static ConfigFile read(Path path) throws IOException, Misunderstood {
        byte[] text;
        try {
            text = Files.readAllBytes(path);
        } catch (NoSuchFileException notYet) {
            return new ConfigFile(path, new LinkedHashMap<>(), false);
        }
        keepToOwner(path);
        return new ConfigFile(path, parse(path, text), true);
    }

    private static Map<String, String> parse(Path path, byte[] text) throws IOException, Misunderstood {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notJson(path, "it is not an object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken().isStructStart()) {
                    throw notJson(path, name.concat(" is not a plain value"));
                }
                if (parser.currentToken() != JsonToken.VALUE_NULL) {
                    values.put(name, parser.getText());
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            // The parser's own words quote what they stumble over, and that may be the token.
            throw notJson(path, "its line " + e.getLocation().getLineNr() + " is not JSON");
        }
    }

    private static Misunderstood notJson(Path path, String why) {
        return new Misunderstood("The configuration " + path + " cannot be read: " + why
                + ". Mend it, or begin anew with --reset-config");
    }

    /** Whether there was one. */
    boolean isThere() {
        return isThere;
    }

    /** What is said under this key; empty for nothing. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Changes it; {@link #write} keeps it. */
    void put(String key, String value) {
        values.put(key, value);
    }

    /** Replaces the file in one step. */
    void write() throws IOException {
        Path folder = OwnFiles.folderOf(path);
        Path next = Files.createTempFile(folder, "config", ".json");
        try {
            keepToOwner(next);
            try (OutputStream out = Files.newOutputStream(next);
                    JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
                write(json);
            }
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> each : values.entrySet()) {
            String value = each.getValue();
            if (value.equals("true") || value.equals("false")) {
                json.writeBooleanField(each.getKey(), Boolean.parseBoolean(value));
            } else if (value.matches("[1-9][0-9]{0,8}")) {
                json.writeNumberField(each.getKey(), Integer.parseInt(value));
            } else {
                json.writeStringField(each.getKey(), value);
            }
        }
        json.writeEndObject();
    }

    /** Forgets everything that was said. */
    static void remove(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    private static void keepToOwner(Path file) throws IOException {
        OwnFiles.allow(file, OWNER_ONLY);
    }
}
