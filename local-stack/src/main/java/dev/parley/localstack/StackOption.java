package dev.parley.localstack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.folder.StackLock;
import dev.parley.localstack.stack.Stack;
import dev.parley.localstack.state.PortChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOption {

    /** As long as the other one may take at most, so that who comes second gets its turn. */
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofMinutes(3);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder the stack lives in (default: ~/.parley). Several folders are several stacks.")
    private @Nullable Path data;

    @Option(names = "--repository", hidden = true, description = "Where the built jars lie, if not around this one.")
    private Path repository = around();

    /** The folder, made if it is not there yet. */
    StackFolder folder() throws IOException {
        return StackFolder.at(path());
    }

    /** The folder, if it is there. */
    Optional<StackFolder> existingFolder() throws IOException {
        return StackFolder.existing(path());
    }

    Path repository() {
        return repository;
    }

    Path path() {
        return data == null ? StackFolder.usual() : data;
    }

    Stack stack(StackFolder folder, PrintStream out) {
        return new Stack(folder, repository, System.getenv(), new PortChoice(new SecureRandom()), out::println);
    }

    /** The right to change the stack; says so if somebody else has it and waits. */
    static StackLock lock(StackFolder folder) throws IOException, InterruptedException {
        Optional<StackLock> free = StackLock.take(folder, Duration.ZERO);
        if (free.isPresent()) {
            return free.get();
        }
        System.err.println("Another parley is changing this stack; waiting for it.");
        return StackLock.take(folder, PATIENCE_WITH_OTHERS)
                .orElseThrow(() -> new IllegalStateException("Another parley has been changing the stack in "
                        + folder.root() + " for " + PATIENCE_WITH_OTHERS.toMinutes() + " minutes."));
    }

    /** Our own jar or classes lie in {@code <repository>/local-stack/target}. */
    private static Path around() {
        try {
            Path own = Path.of(StackOption.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a file's place is a URI", e);
        }
    }
}
