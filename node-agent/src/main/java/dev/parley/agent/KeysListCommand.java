package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.key.KeyTable;
import dev.parley.agent.key.KeyText;
import dev.parley.protocol.access.KeyPage;
import dev.parley.protocol.access.KeyReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./parley keys list}. */
@Command(
        name = "list",
        description = "Lists the keys, newest first, revoked ones too.",
        mixinStandardHelpOptions = true)
final class KeysListCommand extends KeysWork {

    /** More than anybody reads; programs have the API's pages. */
    private static final int MOST = 10_000;

    @Option(names = "--json", description = "Print them as one JSON object.")
    private boolean json;

    KeysListCommand(Optional<String> key) {
        super(key);
    }

    @Override
    void work(Gateway gateway) throws IOException {
        List<KeyReport> keys = new ArrayList<>();
        String next = null;
        do {
            KeyPage page = gateway.keys(next);
            keys.addAll(page.keys());
            next = page.next();
        } while (next != null && keys.size() < MOST);
        if (json) {
            say(KeyText.json(new KeyPage(keys, next)));
        } else if (keys.isEmpty()) {
            remark("There are no keys yet: ./parley keys create hands one out.");
        } else {
            say(KeyTable.of(keys));
        }
    }
}
