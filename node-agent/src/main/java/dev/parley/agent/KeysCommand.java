package dev.parley.agent;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley keys}. */
@Command(
        name = "keys",
        description = "Hands out keys for the gateway, lists them and takes them back. Needs a key with scope admin.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private KeysCommand() {}

    /** All that can be done with keys. */
    static CommandLine with(Optional<String> key) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysCreateCommand(key))
                .addSubcommand(new KeysListCommand(key))
                .addSubcommand(new KeysRevokeCommand(key));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys: nothing to do (expected: create, list or revoke)");
    }
}
