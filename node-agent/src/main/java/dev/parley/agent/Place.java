package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.stack.RunningStack;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway a command speaks to. */
final class Place {

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the stack (default: ~/.parley).")
    private Path data = RunningStack.usualFolder();

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "A gateway elsewhere, instead of a local stack; PARLEY_KEY is the key for it.")
    private @Nullable String gateway;

    /** The local stack, if it is that and it is up. */
    Optional<RunningStack> stack() {
        return gateway == null ? RunningStack.in(data) : Optional.empty();
    }

    /**
     * The gateway.
     *
     * @param stack as it was found
     * @param key what its user said; else the stack's own is used
     */
    Gateway gateway(Optional<RunningStack> stack, Optional<String> key) throws StackAway {
        if (gateway != null) {
            return new Gateway(gateway, key);
        }
        RunningStack found =
                stack.orElseThrow(() -> new StackAway("No stack is up in " + data + ": ./parley up starts one."));
        return new Gateway(found.gateway(), key.or(found::key));
    }

    /** Whether it is somebody else's to bring up. */
    boolean isElsewhere() {
        return gateway != null;
    }

    /** The folder of the local stack. */
    Path data() {
        return data;
    }

    /** How to say it on a command line; empty for the usual place. */
    String inWords() {
        if (gateway != null) {
            return " --gateway " + gateway;
        }
        return data.equals(RunningStack.usualFolder()) ? "" : " --data '" + data + "'";
    }
}
