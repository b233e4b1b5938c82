package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack of its own over one node: gateway and router are the two hops. */
final class ParleyHops implements AutoCloseable {

    private final Path data;
    private final Target target;

    private ParleyHops(Path data, Target target) {
        this.data = data;
        this.target = target;
    }

    static ParleyHops start(URI node, int slots, Path data) {
        return start("Parley, two hops", slots, data, "up", "-d", "--node", node.toString());
    }

    /** One whose gateway asks for keys; its target shows the administrator's. */
    static ParleyHops startWithKeys(String name, URI node, int slots, Path data) {
        return start(name, slots, data, "up", "-d", "--auth", "--node", node.toString());
    }

    private static ParleyHops start(String name, int slots, Path data, String... up) {
        parley(slots, data, up);
        JsonNode status;
        try {
            status = new ObjectMapper().readTree(parley(slots, data, "status", "--json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Long> hops = new ArrayList<>();
        status.path("services").forEach(service -> {
            if (service.path("name").asText().matches("gateway|router")) {
                hops.add(service.path("pid").asLong());
            }
        });
        URI gateway = URI.create(status.path("gateway").asText());
        Optional<String> key = Optional.ofNullable(status.path("key").textValue());
        return new ParleyHops(data, new Target(name, gateway, hops, key));
    }

    Target target() {
        return target;
    }

    @Override
    public void close() {
        parley(1, data, "down");
    }

    private static String parley(int slots, Path data, String... arguments) {
        List<String> line = new ArrayList<>(List.of("./parley"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Repository.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OLLAMA_MAX_CONCURRENT_1", Integer.toString(slots));
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
