package dev.parley.router.node;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nodes, models and what probes say of them, made up for tests. */
public final class Views {

    private Views() {}

    public static ModelName model(String written) {
        return ModelName.parse(written).orElseThrow();
    }

    public static Node node(String name, int cap, String... capabilities) {
        return node(name, cap, Optional.empty(), capabilities);
    }

    public static Node node(String name, int cap, Optional<String> model, String... capabilities) {
        Set<Capability> set = new java.util.HashSet<>();
        Arrays.stream(capabilities).map(Capability::new).forEach(set::add);
        URI url = URI.create("http://" + name + ".test:11434");
        return new Node(
                new NodeId(name), url, NodeKind.OLLAMA, model, set, cap, cap, NodeOrigin.CONFIGURATION, Reach.ALL);
    }

    public static HostedModel digested(String name, String digest, String modified, String... abilities) {
        return new HostedModel(model(name), name, digest, Instant.parse(modified), Set.of(abilities), "{}");
    }

    public static HostedModel hosted(String name, String... abilities) {
        return digested(name, "digest of " + name, "2026-11-01T00:00:00Z", abilities);
    }

    public static ProbeResult has(HostedModel... models) {
        Map<ModelName, HostedModel> byName = new LinkedHashMap<>();
        Arrays.stream(models).forEach(model -> byName.put(model.name(), model));
        return new ProbeResult(Optional.of("0.33.0"), Optional.of(byName), Optional.of(Map.of()), Optional.empty());
    }

    public static ProbeResult hasLoaded(HostedModel... models) {
        ProbeResult has = has(models);
        Map<ModelName, LoadedModel> loaded = new LinkedHashMap<>();
        Arrays.stream(models).forEach(model -> loaded.put(model.name(), new LoadedModel(model.name(), null, "{}")));
        return new ProbeResult(has.version(), has.models(), Optional.of(loaded), Optional.empty());
    }

    public static ProbeResult nothing() {
        return new ProbeResult(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("refused"));
    }
}
