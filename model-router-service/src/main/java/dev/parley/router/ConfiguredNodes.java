package dev.parley.router;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.Capability;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeKey;
import dev.parley.router.node.Reach;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The nodes that an operator described, by variables or by settings. Two of one name or address are refused at start. */
final class ConfiguredNodes {

    private final RouterConfig config;
    private final Map<NodeId, Node> nodes = new LinkedHashMap<>();

    private ConfiguredNodes(RouterConfig config) {
        this.config = config;
    }

    static List<Node> of(RouterConfig config, NodeVariablesConfig variables) {
        ConfiguredNodes configured = new ConfiguredNodes(config);
        variables.nodes().forEach(configured::add);
        config.nodes().forEach(configured::add);
        return List.copyOf(configured.nodes.values());
    }

    private void add(NodeVariablesConfig.Numbered numbered) {
        int cap = numbered.maxConcurrent().orElse(config.capacity().maxConcurrent());
        String name = numbered.name().map(text -> text.toLowerCase(Locale.ROOT)).orElse("node-" + numbered.number());
        add(new Node(
                new NodeId(name),
                authority(URI.create(numbered.url())),
                NodeKind.OLLAMA,
                numbered.model(),
                capabilities(numbered.capabilities()),
                cap,
                cap,
                NodeOrigin.VARIABLE,
                Reach.ALL));
    }

    private void add(String name, RouterConfig.NodeSettings settings) {
        int cap = settings.maxConcurrent().orElse(config.capacity().maxConcurrent());
        add(new Node(
                new NodeId(name),
                authority(settings.url()),
                settings.kind(),
                settings.model(),
                capabilities(settings.capabilities().orElse(List.of())),
                cap,
                settings.maxConcurrentPerModel().orElse(cap),
                NodeOrigin.CONFIGURATION,
                Reach.ALL,
                settings.key().map(key -> key(name, key))));
    }

    private static NodeKey key(String name, String secret) {
        if (!NodeKey.isOne(secret)) {
            throw new IllegalStateException(
                    "router.nodes." + name + ".key (expected: 1.." + NodeKey.LONGEST + " visible characters of ASCII)");
        }
        return new NodeKey(secret);
    }

    private void add(Node node) {
        nodes.values().stream()
                .filter(other -> other.id().equals(node.id()) || other.url().equals(node.url()))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalStateException("node " + node.id() + " at " + node.url()
                            + " has the name or the address of node " + other.id() + " (expected: each once)");
                });
        nodes.put(node.id(), node);
    }

    /** Scheme, host and port: a path, such as the {@code /v1} of OpenAI clients' settings, is none of the node's. */
    private static URI authority(URI url) {
        Optional<String> scheme = Optional.ofNullable(url.getScheme()).filter(List.of("http", "https")::contains);
        if (scheme.isEmpty() || url.getHost() == null) {
            throw new IllegalStateException("node url: " + url + " (expected: http://host:port)");
        }
        int port = url.getPort() > 0 ? url.getPort() : scheme.get().equals("https") ? 443 : 80;
        return URI.create(scheme.get() + "://" + url.getHost() + ":" + port);
    }

    private static Set<Capability> capabilities(List<String> names) {
        return names.stream().map(Capability::new).collect(Collectors.toUnmodifiableSet());
    }
}
