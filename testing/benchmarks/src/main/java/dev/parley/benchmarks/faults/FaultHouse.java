package dev.parley.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack of its own with simulated nodes, configured so that no fault takes long to be known. */
final class FaultHouse implements AutoCloseable {

    private static final Limits LIMITS = Limits.hasty();

    private final Path root;
    private final Path data;
    private final JsonNode status;

    private FaultHouse(Path root, Path data, JsonNode status) {
        this.root = root;
        this.data = data;
        this.status = status;
    }

    /** Builds nothing: the checkout that the working directory is in must have been built. */
    static FaultHouse start(int nodes) throws IOException {
        Path root = root();
        Path data = Files.createTempDirectory("parley-faults");
        parley(root, data, "up", "-d", "--simulated", Integer.toString(nodes));
        return new FaultHouse(root, data, new ObjectMapper().readTree(parley(root, data, "status", "--json")));
    }

    FaultTable table() {
        List<AskedNode> nodes = new ArrayList<>();
        status.path("nodes")
                .forEach(node -> nodes.add(new AskedNode(
                        node.path("name").asText(),
                        URI.create(node.path("control_url").asText()))));
        return new FaultTable(
                URI.create(status.path("gateway").asText()),
                Optional.ofNullable(status.path("key").textValue()),
                nodes,
                LIMITS);
    }

    @Override
    public void close() {
        parley(root, data, "down");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("not inside of a checkout: run it from the repository");
            }
            folder = parent;
        }
        return folder;
    }

    private static String parley(Path root, Path data, String... arguments) {
        List<String> line = new ArrayList<>(List.of("./parley"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(root.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(LIMITS.environment());
        try {
            Process process = builder.start();
            String out;
            try (InputStream stream = process.getInputStream()) {
                out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("./parley " + String.join(" ", arguments) + " failed\n" + out);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
