package dev.parley.agent.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The local stack as it left word of itself when it came up; asking no service keeps this at a few milliseconds. */
public final class RunningStack {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final StackStatus status;

    private RunningStack(StackStatus status) {
        this.status = status;
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
            StackStatus status = JSON.readValue(file.toFile(), StackStatus.class);
            return Optional.of(status).filter(RunningStack::lives).map(RunningStack::new);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The gateway's base URL. */
    public String gateway() {
        return status.gateway();
    }

    /** Whether answers are invented. */
    public boolean isSimulated() {
        return status.nodes().stream().anyMatch(StackStatus.Node::simulated);
    }

    private static boolean lives(StackStatus status) {
        LongStream services = status.services().stream().mapToLong(StackStatus.Service::pid);
        LongStream stores =
                LongStream.of(status.postgres().pid(), status.redis().pid());
        LongStream nodes = status.nodes().stream()
                .flatMap(node -> Stream.ofNullable(node.pid()))
                .mapToLong(pid -> pid);
        return LongStream.concat(LongStream.concat(services, stores), nodes)
                .allMatch(pid -> ProcessHandle.of(pid).isPresent());
    }
}
