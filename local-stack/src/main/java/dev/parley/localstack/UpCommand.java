package dev.parley.localstack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.folder.StackLock;
import dev.parley.localstack.node.OllamaHost;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.stack.Ascent;
import dev.parley.localstack.stack.Stack;
import dev.parley.localstack.stack.Watch;
import dev.parley.localstack.stack.Wishes;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley up}. */
@Command(
        name = "up",
        description = {
            "Starts the stack; then stays, watches and stops it on Ctrl-C, unless -d is given.",
            "On a stack that runs already it starts what is missing, on the same ports, and returns."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Option(
            names = {"-d", "--detach"},
            description = "Return as soon as everything is ready.")
    private boolean detach;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = "An Ollama node to use; repeatable (default: as before, or the Ollama that answers here).")
    private List<String> nodes = List.of();

    @Option(
            names = "--simulated",
            paramLabel = "N",
            description = "Use N simulated nodes, whose answers are invented (1 to 16); with --node, beside those.")
    private @Nullable Integer simulated;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "The gateway's port (default: as before, or 8080, or a free one).")
    private @Nullable Integer port;

    @Option(
            names = "--auth",
            negatable = true,
            description =
                    "Callers need a key; the first, which may do everything, is shown once (default: as before, or not).")
    private @Nullable Boolean auth;

    @Mixin
    private StackOption stackOption = new StackOption();

    @Spec
    private CommandSpec spec;

    private final PrintStream out = System.out;
    private final AtomicBoolean leaving = new AtomicBoolean();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Wishes wishes = wishes();
        StackFolder folder = stackOption.folder();
        Stack stack = stackOption.stack(folder, out);
        try (StackLock lock = StackOption.lock(folder)) {
            Ascent ascent = stack.prepare(wishes);
            boolean stays = !detach && !ascent.ranAlready();
            Thread takeBack = new Thread(() -> takeBack(ascent, folder, lock), "take back");
            Runtime.getRuntime().addShutdownHook(takeBack);
            out.println(Summary.of(go(ascent, stays, takeBack)));
            if (!stays) {
                Runtime.getRuntime().removeShutdownHook(takeBack);
                return 0;
            }
            out.println("Ctrl-C stops what was started here.");
        }
        return watch(stack.watch());
    }

    private StackStatus go(Ascent ascent, boolean stays, Thread takeBack) throws InterruptedException {
        try {
            return ascent.go();
        } catch (PartFailed e) {
            waitIfLeaving();
            if (stays) {
                throw e;
            }
            Runtime.getRuntime().removeShutdownHook(takeBack);
            throw new PartFailed(e.getMessage() + "\nWhat did come up still runs; ./parley down stops it", List.of());
        }
    }

    private int watch(Watch watch) throws IOException, InterruptedException {
        while (!watch.isDown()) {
            watch.look().forEach(lastWords -> out.println(lastWords + "\n  ./parley up starts it again."));
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        out.println("The stack was taken down.");
        return 0;
    }

    /** On Ctrl-C, and whenever else this process ends by itself. */
    private void takeBack(Ascent ascent, StackFolder folder, StackLock ours) {
        leaving.set(true);
        try (StackLock lock = ours.isHeld() ? ours : StackOption.lock(folder)) {
            ascent.takeBack();
        } catch (IOException | InterruptedException | IllegalStateException e) {
            System.err.println(e.getMessage());
        }
    }

    /** What fails while we stop it is no news; the process ends as soon as all is stopped. */
    private void waitIfLeaving() throws InterruptedException {
        if (leaving.get()) {
            Thread.currentThread().join();
        }
    }

    private Wishes wishes() {
        if (simulated != null && (simulated < 1 || simulated > 16)) {
            throw new ParameterException(spec.commandLine(), "--simulated: " + simulated + " (expected: 1 to 16)");
        }
        if (port != null && (port < 1 || port > 65_535)) {
            throw new ParameterException(spec.commandLine(), "--port: " + port + " (expected: 1 to 65535)");
        }
        return new Wishes(nodes.stream().map(this::nodeUrl).toList(), simulated, port, auth);
    }

    private String nodeUrl(String node) {
        try {
            return OllamaHost.parseStrictly(node).toString();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--node: " + e.getMessage(), e);
        }
    }
}
