package dev.parley.agent.key;

import dev.parley.agent.screen.SafeText;
import dev.parley.protocol.access.KeyLimits;
import dev.parley.protocol.access.KeyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys for people, one a line; never the keys themselves. */
public final class KeyTable {

    private KeyTable() {}

    /** A heading and a line for each. */
    public static String of(List<KeyReport> keys) {
        Stream<String> heading = Stream.of(row("ID", "TENANT", "NAME", "SCOPES", "REMARKS"));
        return Stream.concat(heading, keys.stream().map(KeyTable::row)).collect(Collectors.joining("\n"));
    }

    private static String row(KeyReport key) {
        return row(
                key.id(),
                key.tenant(),
                SafeText.line(key.name()),
                String.join(",", KeyText.names(key.scopes())),
                String.join(", ", remarks(key)));
    }

    private static String row(String id, String tenant, String name, String scopes, String remarks) {
        return "%-12s  %-12s  %-20s  %-24s  %s"
                .formatted(id, tenant, name, scopes, remarks)
                .stripTrailing();
    }

    private static List<String> remarks(KeyReport key) {
        List<String> remarks = new ArrayList<>();
        if (key.revokedAt() != null) {
            remarks.add("REVOKED " + key.revokedAt());
        }
        if (key.expiresAt() != null) {
            remarks.add("ends " + key.expiresAt());
        }
        if (key.models() != null) {
            remarks.add("models " + SafeText.line(String.join(" ", key.models())));
        }
        KeyLimits limits = key.limits();
        if (limits != null) {
            addLimit(remarks, limits.requestsPerMinute(), "requests/min");
            addLimit(remarks, limits.tokensPerMinute(), "tokens/min");
            addLimit(remarks, limits.concurrentStreams(), "streams");
            addLimit(remarks, limits.tokensPerMonth(), "tokens/month");
        }
        if (key.pathPrefix()) {
            remarks.add("in paths");
        }
        return remarks;
    }

    private static void addLimit(List<String> remarks, @Nullable Number limit, String of) {
        if (limit != null) {
            remarks.add("<= " + limit + " " + of);
        }
    }
}
