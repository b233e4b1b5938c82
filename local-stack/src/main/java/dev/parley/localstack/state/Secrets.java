package dev.parley.localstack.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.folder.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private static final List<String> EDGES = List.of(
            "gateway>router",
            "gateway>orchestrator",
            "gateway>ideas",
            "orchestrator>router",
            "orchestrator>ideas",
            "ideas>router",
            "router>gateway");

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folder's secrets; made now if it has none yet. */
    public static Secrets of(StackFolder folder) {
        try {
            Secrets known = Files.exists(folder.secrets())
                    ? JSON.readValue(folder.secrets().toFile(), Secrets.class)
                    : new Secrets(secret(RANDOM), Map.of());
            if (known.edges().keySet().containsAll(EDGES)) {
                return known;
            }
            Secrets whole = known.completed();
            StackFolder.writePrivately(folder.secrets(), JSON.writeValueAsString(whole));
            return whole;
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

    /** With secrets for edges that it was made before. */
    private Secrets completed() {
        Map<String, String> all = new TreeMap<>(edges);
        EDGES.forEach(edge -> all.computeIfAbsent(edge, missing -> secret(RANDOM)));
        return new Secrets(database, all);
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
