package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A simulated node that answers as fast as its socket takes, with more slots than the load has clients. */
final class FastNode implements AutoCloseable {

    static final String MODEL = "bench:latest";

    private final Process process;
    private final URI url;

    private FastNode(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static FastNode start(int slots) {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Repository.jar("testing/simulated-node").toString(),
                "--name=bench",
                "--model",
                MODEL,
                "--slots=" + slots,
                "--mode=lorem",
                "--burst=true",
                "--load-seconds=0",
                "--first-token-seconds=0",
                "--prefill-tokens-per-second=0");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String first = out.readLine();
            if (first == null) {
                throw new IllegalStateException("the simulated node did not start");
            }
            JsonNode said = new ObjectMapper().readTree(first);
            return new FastNode(process, URI.create(said.path("url").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
