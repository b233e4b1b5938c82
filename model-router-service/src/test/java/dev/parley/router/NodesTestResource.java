package dev.parley.router;

import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Three nodes: two equal ones with a cap of two each, and one that codes, with a model that nobody else has. */
public final class NodesTestResource implements QuarkusTestResourceLifecycleManager {

    private final Nodes nodes = new Nodes(
            node("alpha", "llama3.2", "all-minilm"),
            node("beta", "llama3.2", "all-minilm"),
            node("coder", "qwen3-coder:30b"));

    private final NodeCertificate certificate = NodeCertificate.made();

    private static SimulatedNode node(String name, String... models) {
        return SimulatedNode.builder()
                .name(name)
                .models(models)
                .instant()
                .slots(8)
                .start();
    }

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("router.relay.authorities", certificate.authority().toString()),
                Map.entry("OLLAMA_URL_1", nodes.alpha().url() + "/v1"),
                Map.entry("OLLAMA_NAME_1", "alpha"),
                Map.entry("OLLAMA_MODEL_1", "llama3.2"),
                Map.entry("OLLAMA_CAPABILITIES_1", "general,reasoning"),
                Map.entry("OLLAMA_MAX_CONCURRENT_1", "2"),
                Map.entry("OLLAMA_URL_2", nodes.beta().url()),
                Map.entry("OLLAMA_NAME_2", "beta"),
                Map.entry("OLLAMA_MODEL_2", "llama3.2"),
                Map.entry("OLLAMA_CAPABILITIES_2", "general"),
                Map.entry("OLLAMA_MAX_CONCURRENT_2", "2"),
                Map.entry("router.nodes.coder.url", nodes.coder().url()),
                Map.entry("router.nodes.coder.model", "qwen3-coder:30b"),
                Map.entry("router.nodes.coder.capabilities", "coding"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(nodes, new TestInjector.MatchesType(Nodes.class));
        injector.injectIntoFields(certificate, new TestInjector.MatchesType(NodeCertificate.class));
    }

    @Override
    public void stop() {
        nodes.all().forEach(SimulatedNode::close);
    }
}
