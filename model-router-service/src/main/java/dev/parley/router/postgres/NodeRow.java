package dev.parley.router.postgres;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeKey;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.Registered;
import dev.parley.router.registry.Tunnel;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How nodes, tunnels and marks stand in schema {@code router}. */
final class NodeRow {

    /** Everything in one statement, which sees one moment. Whether a tunnel holds is told by the database's own clock. */
    static final String ALL = """
            select 'node' as what, name, url, kind, model, capabilities as words, max_concurrent, max_per_model,
                   null::text as tenant, null::boolean as shared, false as drained, secret
              from router.node
            union all
            select 'tunnel', name, url, null, null, models, max_concurrent, null, tenant, shared, false, null
              from router.tunnel where expires_at > now()
            union all
            select 'mark', name, null, null, null, null, null, null, null, shared, drained, null from router.mark""";

    private NodeRow() {}

    static Registered registered(RowSet<Row> rows) {
        List<AddedNode> nodes = new ArrayList<>();
        List<Tunnel> tunnels = new ArrayList<>();
        Set<NodeId> drained = new HashSet<>();
        Map<NodeId, Boolean> shared = new HashMap<>();
        for (Row row : rows) {
            switch (row.getString("what")) {
                case "node" -> nodes.add(node(row));
                case "tunnel" -> tunnels.add(tunnel(row));
                default -> {
                    NodeId id = new NodeId(row.getString("name"));
                    if (row.getBoolean("drained")) {
                        drained.add(id);
                    }
                    Optional.ofNullable(row.getBoolean("shared")).ifPresent(said -> shared.put(id, said));
                }
            }
        }
        return new Registered(nodes, tunnels, drained, shared);
    }

    private static AddedNode node(Row row) {
        return new AddedNode(
                new NodeId(row.getString("name")),
                URI.create(row.getString("url")),
                NodeKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("model")),
                List.of(row.getArrayOfStrings("words")),
                optional(row.getInteger("max_concurrent")),
                optional(row.getInteger("max_per_model")),
                Optional.ofNullable(row.getString("secret")).map(NodeKey::new));
    }

    private static Tunnel tunnel(Row row) {
        return new Tunnel(
                new NodeId(row.getString("name")),
                URI.create(row.getString("url")),
                row.getString("tenant"),
                List.of(row.getArrayOfStrings("words")),
                row.getBoolean("shared"),
                optional(row.getInteger("max_concurrent")));
    }

    /** In the order of {@code name, url, kind, model, capabilities, max_concurrent, max_per_model, changed_by, secret}. */
    static Tuple of(AddedNode node, String by) {
        return Tuple.of(node.id().value(), node.url().toString())
                .addString(node.kind().name().toLowerCase(Locale.ROOT))
                .addString(node.model().orElse(null))
                .addArrayOfString(node.capabilities().toArray(String[]::new))
                .addInteger(boxed(node.maxConcurrent()))
                .addInteger(boxed(node.maxPerModel()))
                .addString(by)
                .addString(node.key().map(NodeKey::secret).orElse(null));
    }

    /** In the order of {@code name, tenant, url, models, shared, max_concurrent}. */
    static Tuple of(Tunnel tunnel) {
        return Tuple.of(tunnel.id().value(), tunnel.tenant(), tunnel.url().toString())
                .addArrayOfString(tunnel.models().toArray(String[]::new))
                .addBoolean(tunnel.shared())
                .addInteger(boxed(tunnel.maxConcurrent()));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
