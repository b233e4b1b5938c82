package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.key.KeyTable;
import dev.parley.agent.key.KeyText;
import dev.parley.protocol.access.KeyLimits;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.access.KeyRequest;
import dev.parley.protocol.caller.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./parley keys create}. */
@Command(
        name = "create",
        description = {
            "Hands out a key. It goes to the output alone, and is kept nowhere: KEY=$(./parley keys create --name app).",
            "What is not limited here is not limited."
        },
        mixinStandardHelpOptions = true)
final class KeysCreateCommand extends KeysWork {

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "What people call it.")
    private String name = "";

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Whose data it opens (default: your own).")
    private @Nullable String tenant;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "inference, conversations, models:write, node or admin; repeatable (default: inference).")
    private List<String> scopes = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A model it may use, or the beginning of a name and *; repeatable (default: every model).")
    private List<String> models = List.of();

    @Option(names = "--expires", paramLabel = "30d", description = "When it ends: seconds, or with s, m, h, d or w.")
    private @Nullable String expires;

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Requests begun in any minute.")
    private @Nullable Integer requests;

    @Option(
            names = "--tokens-per-minute",
            paramLabel = "N",
            description = "Tokens of prompts and answers, in any minute.")
    private @Nullable Long tokens;

    @Option(names = "--streams", paramLabel = "N", description = "Answers under way at once.")
    private @Nullable Integer streams;

    @Option(names = "--tokens-per-month", paramLabel = "N", description = "Tokens in a calendar month (UTC).")
    private @Nullable Long monthly;

    @Option(names = "--path-prefix", description = "It may also be sent in the path: /k/<key>/...")
    private boolean pathPrefix;

    @Option(names = "--json", description = "Print all that is known of it as one JSON object.")
    private boolean json;

    KeysCreateCommand(Optional<String> key) {
        super(key);
    }

    @Override
    void work(Gateway gateway) throws IOException {
        KeyReport made = gateway.createKey(request());
        if (json) {
            say(KeyText.json(made));
            return;
        }
        remark(KeyTable.of(List.of(made)) + "\nThe key, shown only here:");
        say(String.valueOf(made.key()));
    }

    private KeyRequest request() {
        try {
            return new KeyRequest(
                    name,
                    tenant,
                    scopes.isEmpty()
                            ? List.of(Scope.INFERENCE)
                            : scopes.stream().map(KeyText::scope).toList(),
                    models.isEmpty() ? null : models,
                    limits(),
                    null,
                    expires == null ? null : KeyText.seconds(expires),
                    pathPrefix ? true : null);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    private @Nullable KeyLimits limits() {
        boolean none = Stream.of(requests, tokens, streams, monthly).allMatch(limit -> limit == null);
        return none ? null : new KeyLimits(requests, tokens, streams, monthly);
    }
}
