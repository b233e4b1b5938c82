package dev.parley.localstack.stack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.StackNode;
import dev.parley.localstack.part.JavaPart;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.process.JavaProgram;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.state.StackMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Nodes of our own that speak Ollama's wire and invent what they say. */
record SimulatedNodes(StackFolder folder, StackMemory memory, Path repository, Map<String, String> inherited) {

    /** On every node, so that another one can always take over; three, so that three agents differ. */
    static final List<String> MODELS = List.of("simulated-maple:3b", "simulated-birch:7b", "simulated-cedar:13b");

    /** Two people read along comfortably at this speed. */
    private static final int TOKENS_PER_SECOND = 60;

    /** As many answers at once as a conversation and a curious visitor need. */
    private static final int SLOTS = 4;

    static String controlPort(String node) {
        return node + ".control";
    }

    Part part(StackNode node) {
        String name = node.name();
        return new JavaPart(
                name,
                node.url().toString(),
                URI.create(node.url() + "/api/version"),
                List.of(),
                List.of(name, controlPort(name)),
                new JavaProgram(jar(), JvmFlags.SIMULATED_NODE, arguments(node)),
                new Mark(folder, name),
                inherited,
                Map.of(),
                folder.log(name));
    }

    private List<String> arguments(StackNode node) {
        Stream<String> own = Stream.of(
                "--name", node.name(),
                "--port", Integer.toString(node.url().getPort()),
                "--control-port", Integer.toString(memory.port(controlPort(node.name()))),
                "--slots", Integer.toString(SLOTS),
                "--tokens-per-second", Integer.toString(TOKENS_PER_SECOND),
                "--mode", "ideas");
        Stream<String> models = MODELS.stream().flatMap(model -> Stream.of("--model", model));
        return Stream.concat(own, models).toList();
    }

    private Path jar() {
        Path target = repository.resolve("testing/simulated-node/target");
        if (!Files.isDirectory(target)) {
            return target.resolve("simulated-node.jar");
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "simulated-node-*[0-9T].jar")) {
            for (Path jar : jars) {
                return jar;
            }
            return target.resolve("simulated-node.jar");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + target, e);
        }
    }
}
