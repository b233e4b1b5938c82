package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./parley keys revoke}. */
@Command(
        name = "revoke",
        description = "Takes a key back. Every gateway refuses it two seconds later at the latest.",
        mixinStandardHelpOptions = true)
final class KeysRevokeCommand extends KeysWork {

    @Parameters(paramLabel = "ID", description = "The id of the key, as ./parley keys list tells it.")
    private String id = "";

    KeysRevokeCommand(Optional<String> key) {
        super(key);
    }

    @Override
    void work(Gateway gateway) throws IOException {
        gateway.revokeKey(id);
        say(id + " is revoked.");
    }
}
