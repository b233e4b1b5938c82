package dev.parley.agent.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The local stack as it left word of itself when it came up; asking no service keeps this at a few milliseconds. */
public final class RunningStack {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final StackStatus status;
    private final Instant whole;

    private RunningStack(StackStatus status, Instant whole) {
        this.status = status;
        this.whole = whole;
    }

    /** Where a stack lives that no {@code --data} names. */
    public static Path usualFolder() {
        return Path.of(System.getProperty("user.home"), ".parley");
    }

    /** The stack of this folder, if it is up and none of its processes has ended since. */
    public static Optional<RunningStack> in(Path folder) {
        Path file = folder.resolve("status.json");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            Instant whole = Files.getLastModifiedTime(file).toInstant();
            StackStatus status = JSON.readValue(file.toFile(), StackStatus.class);
            return Optional.of(status).filter(left -> lives(left, whole)).map(left -> new RunningStack(left, whole));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The gateway's base URL. */
    public String gateway() {
        return status.gateway();
    }

    /** What opens its gateway, where identity is on. */
    public Optional<String> key() {
        return Optional.ofNullable(status.key());
    }

    /** When it was last seen whole. */
    public Instant whole() {
        return whole;
    }

    /** The names of the nodes that invent their answers. */
    public List<String> simulatedNodes() {
        return status.nodes().stream()
                .filter(StackStatus.Node::simulated)
                .map(StackStatus.Node::name)
                .toList();
    }

    /** Whether no model is at work at all. */
    public boolean isSimulated() {
        return status.nodes().stream().allMatch(StackStatus.Node::simulated);
    }

    /** All of it ran when it left word. */
    private static boolean lives(StackStatus status, Instant whole) {
        LongStream services = status.services().stream().mapToLong(StackStatus.Service::pid);
        LongStream stores =
                LongStream.of(status.postgres().pid(), status.redis().pid());
        LongStream nodes = status.nodes().stream()
                .flatMap(node -> Stream.ofNullable(node.pid()))
                .mapToLong(pid -> pid);
        return LongStream.concat(LongStream.concat(services, stores), nodes)
                .allMatch(pid -> LiveProcess.isStill(pid, whole));
    }
}
