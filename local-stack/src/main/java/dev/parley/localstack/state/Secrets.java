package dev.parley.localstack.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.folder.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What only the parts of this stack know. Made once for a folder, readable by its owner only, handed on by environment,
 * never printed.
 *
 * @param database the password services have for PostgreSQL
 * @param edges one secret for each pair of services, by {@code caller>called}
 */
public record Secrets(
        @JsonProperty("database") String database,
        @JsonProperty("edges") Map<String, String> edges) {

    /** 256 bits: nobody guesses that. */
    private static final int BYTES = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folder's secrets; made now if it has none yet. */
    public static Secrets of(StackFolder folder) {
        try {
            if (Files.exists(folder.secrets())) {
                return JSON.readValue(folder.secrets().toFile(), Secrets.class);
            }
            Secrets made = made(new SecureRandom());
            StackFolder.writePrivately(folder.secrets(), JSON.writeValueAsString(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.secrets(), e);
        }
    }

    /** What the caller says to the called, and the called expects of it. */
    public String edge(String caller, String called) {
        String secret = edges.get(caller + ">" + called);
        if (secret == null) {
            throw new IllegalArgumentException("no edge leads from " + caller + " to " + called);
        }
        return secret;
    }

    private static Secrets made(SecureRandom random) {
        Map<String, String> edges = new TreeMap<>();
        Stream.of(
                        "gateway>router",
                        "gateway>orchestrator",
                        "gateway>ideas",
                        "orchestrator>router",
                        "orchestrator>ideas",
                        "ideas>router")
                .forEach(edge -> edges.put(edge, secret(random)));
        return new Secrets(secret(random), edges);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[...]";
    }
}
