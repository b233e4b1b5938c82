package dev.parley.router.kubernetes;

import static dev.parley.router.kubernetes.Cluster.leaving;
import static dev.parley.router.kubernetes.Cluster.notReady;
import static dev.parley.router.kubernetes.Cluster.service;
import static dev.parley.router.kubernetes.Cluster.serving;
import static dev.parley.router.kubernetes.Cluster.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolsTest {

    private static final Pools.Terms TERMS = new Pools.Terms(4, 100);
    private static final Service PLAIN = service("ollama", "gpu", Map.of());

    @Test
    void every_pod_of_a_labelled_service_is_a_node() {
        EndpointSlice slice =
                slice("ollama-x", "ollama", 11_434, serving("ollama-0", "10.0.0.5"), serving("ollama-1", "10.0.0.6"));

        Pools pools = pools(PLAIN, slice);

        assertThat(pools.nodes().values())
                .extracting(
                        node -> node.node().id().value(), node -> node.node().url(), PoolNode::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "gpu.ollama-0", URI.create("http://10.0.0.5:11434"), Standing.SERVING),
                        org.assertj.core.groups.Tuple.tuple(
                                "gpu.ollama-1", URI.create("http://10.0.0.6:11434"), Standing.SERVING));
        assertThat(pools.troubles()).isEmpty();
    }

    @Test
    void annotations_of_the_service_describe_its_pods() {
        Service service = service(
                "ollama",
                "gpu",
                Map.of(
                        "parley.dev/models", "qwen3-coder:30b, llama3.2",
                        "parley.dev/capabilities", "Coding,general",
                        "parley.dev/max-concurrent", "8",
                        "parley.dev/max-concurrent-per-model", "2",
                        "parley.dev/kind", "openai"));

        Pools pools = pools(service, slice("a", "ollama", 8000, serving("p", "10.0.0.5")));

        Node node = pools.nodes().get(new NodeId("gpu.p")).node();
        assertThat(node.model()).contains("qwen3-coder:30b");
        assertThat(node.capabilities()).containsExactlyInAnyOrder(new Capability("coding"), Capability.GENERAL);
        assertThat(node.kind()).isEqualTo(NodeKind.OPENAI);
        assertThat(node.maxConcurrent()).isEqualTo(8);
        assertThat(node.maxPerModel()).isEqualTo(2);
        assertThat(pools.troubles()).isEmpty();
    }

    @Test
    void a_pod_that_is_not_ready_and_one_that_leaves_are_told_apart() {
        EndpointSlice slice = slice("a", "ollama", 11_434, notReady("cold", "10.0.0.5"), leaving("old", "10.0.0.6"));

        Pools pools = pools(PLAIN, slice);

        assertThat(standing(pools, "gpu.cold")).isEqualTo(Standing.NOT_READY);
        assertThat(standing(pools, "gpu.old")).isEqualTo(Standing.LEAVING);
    }

    @Test
    void a_pod_that_is_published_though_not_ready_is_not_ready() {
        EndpointSlice slice = slice(
                "a",
                "ollama",
                11_434,
                new EndpointBuilder(notReady("cold", "10.0.0.5"))
                        .editConditions()
                        .withReady(true)
                        .endConditions()
                        .build());

        assertThat(standing(pools(PLAIN, slice), "gpu.cold")).isEqualTo(Standing.NOT_READY);
    }

    @Test
    void what_a_slice_does_not_say_of_a_pod_means_that_it_serves() {
        EndpointSlice slice = slice(
                "a",
                "ollama",
                11_434,
                new EndpointBuilder().withAddresses("10.0.0.5").build());

        assertThat(standing(pools(PLAIN, slice), "gpu.10-0-0-5")).isEqualTo(Standing.SERVING);
    }

    @Test
    void a_pod_with_addresses_of_both_families_is_one_node() {
        EndpointSlice six = slice("a", "ollama", "IPv6", 11_434, serving("p", "fd00::5"));
        EndpointSlice four = slice("b", "ollama", "IPv4", 11_434, serving("p", "10.0.0.5"));

        assertThat(pools(PLAIN, six, four).nodes().values())
                .extracting(node -> node.node().url())
                .containsExactly(URI.create("http://10.0.0.5:11434"));
        assertThat(pools(PLAIN, six).nodes().values())
                .extracting(node -> node.node().url())
                .containsExactly(URI.create("http://[fd00::5]:11434"));
    }

    @Test
    void a_pod_in_an_old_and_a_new_slice_is_believed_the_worse() {
        EndpointSlice old = slice("a", "ollama", 11_434, serving("p", "10.0.0.5"));
        EndpointSlice current = slice("b", "ollama", 11_434, leaving("p", "10.0.0.5"));

        assertThat(standing(pools(PLAIN, old, current), "gpu.p")).isEqualTo(Standing.LEAVING);
    }

    @Test
    void a_pod_made_anew_under_its_name_replaces_the_leaving_one() {
        EndpointSlice old = slice("a", "ollama", 11_434, leaving("p", "10.0.0.5"));
        EndpointSlice anew = slice(
                "b",
                "ollama",
                11_434,
                new EndpointBuilder(serving("p", "10.0.0.9"))
                        .editTargetRef()
                        .withUid("another")
                        .endTargetRef()
                        .build());

        PoolNode node = pools(PLAIN, old, anew).nodes().get(new NodeId("gpu.p"));

        assertThat(node.node().url()).isEqualTo(URI.create("http://10.0.0.9:11434"));
        assertThat(node.standing()).isEqualTo(Standing.SERVING);
    }

    @Test
    void a_pool_without_pods_still_declares_its_models() {
        Pools pools = pools(service("ollama", "gpu", Map.of("parley.dev/models", "llama3.2")));

        assertThat(pools.nodes()).isEmpty();
        assertThat(pools.declare(ModelName.parse("LLAMA3.2:latest").orElseThrow()))
                .isTrue();
        assertThat(pools.declare(ModelName.parse("mistral").orElseThrow())).isFalse();
    }

    @Test
    void an_annotation_that_cannot_be_read_is_told_and_costs_only_itself() {
        Service service = service(
                "ollama",
                "gpu",
                Map.of(
                        "parley.dev/models", "llama3.2, no/such/kind/of/name",
                        "parley.dev/max-concurrent", "many",
                        "parley.dev/max-concurrent-per-model", "9",
                        "parley.dev/max-concurent", "2",
                        "parley.dev/capabilities", "x".repeat(65) + ",coding"));

        Pools pools = pools(service, slice("a", "ollama", 11_434, serving("p", "10.0.0.5")));

        Node node = pools.nodes().get(new NodeId("gpu.p")).node();
        assertThat(node.maxConcurrent()).isEqualTo(4);
        assertThat(node.maxPerModel()).isEqualTo(4);
        assertThat(node.model()).contains("llama3.2");
        assertThat(node.capabilities()).containsExactly(new Capability("coding"));
        assertThat(pools.troubles())
                .extracting(Trouble::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).isEqualTo("parley.dev/max-concurent: is no annotation of a pool"),
                        text -> assertThat(text).isEqualTo("parley.dev/max-concurrent: many (expected: 1 to 10000)"),
                        text -> assertThat(text).isEqualTo("parley.dev/max-concurrent-per-model: 9 (expected: 1 to 4)"),
                        text -> assertThat(text)
                                .isEqualTo("parley.dev/models: no/such/kind/of/name (expected: a model's name)"),
                        text -> assertThat(text).startsWith("parley.dev/capabilities: xxx"));
        assertThat(pools.troubles()).extracting(Trouble::service).containsOnly("parley/ollama");
    }

    @Test
    void a_pool_of_an_unknown_kind_is_left_out_and_the_others_stay() {
        Service wrong = service("wrong", "odd", Map.of("parley.dev/kind", "tgi"));

        Pools pools = Pools.of(
                List.of(wrong, PLAIN),
                List.of(
                        slice("a", "wrong", 80, serving("w", "10.0.0.4")),
                        slice("b", "ollama", 11_434, serving("p", "10.0.0.5"))),
                TERMS);

        assertThat(pools.nodes().keySet()).containsExactly(new NodeId("gpu.p"));
        assertThat(pools.troubles())
                .containsExactly(new Trouble(
                        "parley/wrong", "parley.dev/kind: tgi (expected: ollama or openai); the pool is left out"));
    }

    @Test
    void of_several_ports_the_named_one_is_meant() {
        EndpointSlice named = new EndpointSliceBuilder(slice("a", "ollama", 9_090, serving("p", "10.0.0.5")))
                .addNewPort()
                .withName("http")
                .withPort(11_434)
                .endPort()
                .build();
        EndpointSlice nameless = new EndpointSliceBuilder(named)
                .editMatchingPort(port -> "http".equals(port.getName()))
                .withName("other")
                .endPort()
                .build();

        assertThat(pools(PLAIN, named).nodes().values())
                .extracting(node -> node.node().url())
                .containsExactly(URI.create("http://10.0.0.5:11434"));
        assertThat(pools(PLAIN, nameless).nodes()).isEmpty();
        assertThat(pools(PLAIN, nameless).troubles())
                .containsExactly(
                        new Trouble("parley/ollama", "slice a: 2 ports (expected: one, or one named ollama or http)"));
    }

    @Test
    void an_address_is_one_node_however_many_services_have_it() {
        Pools pools = Pools.of(
                List.of(PLAIN, service("zweit", "gpu2", Map.of())),
                List.of(
                        slice("a", "ollama", 11_434, serving("p", "10.0.0.5")),
                        slice("b", "zweit", 11_434, serving("p", "10.0.0.5"))),
                TERMS);

        assertThat(pools.nodes().keySet()).containsExactly(new NodeId("gpu.p"));
        assertThat(pools.troubles()).containsExactly(new Trouble("parley/zweit", "pod p is a node already: gpu.p"));
    }

    @Test
    void slices_of_other_services_and_of_none_are_not_its_own() {
        EndpointSlice other = slice("a", "other", 11_434, serving("p", "10.0.0.5"));
        EndpointSlice ofNone = new EndpointSliceBuilder(other)
                .editMetadata()
                .withLabels(null)
                .endMetadata()
                .build();

        assertThat(pools(PLAIN, other, ofNone).nodes()).isEmpty();
    }

    @Test
    void a_long_name_is_cut_always_to_the_same_and_never_to_anothers() {
        String pod = "p".repeat(80);
        EndpointSlice slice =
                slice("a", "ollama", 11_434, serving(pod + "-a", "10.0.0.5"), serving(pod + "-b", "10.0.0.6"));

        Pools pools = pools(PLAIN, slice);

        assertThat(pools.nodes()).hasSize(2);
        assertThat(pools.nodes().keySet()).isEqualTo(pools(PLAIN, slice).nodes().keySet());
        assertThat(pools.nodes().keySet())
                .allSatisfy(id -> assertThat(id.value()).hasSize(63).startsWith("gpu.ppp"));
    }

    @Test
    void there_are_never_more_nodes_than_agreed() {
        EndpointSlice slice = slice(
                "a", "ollama", 11_434, serving("p", "10.0.0.5"), serving("q", "10.0.0.6"), serving("r", "10.0.0.7"));

        Pools pools = Pools.of(List.of(PLAIN), List.of(slice), new Pools.Terms(4, 1));

        assertThat(pools.nodes().keySet()).containsExactly(new NodeId("gpu.p"));
        assertThat(pools.troubles())
                .containsExactly(new Trouble("parley/ollama", "more than 1 nodes; pods are left out"));
    }

    private static Pools pools(Service service, EndpointSlice... slices) {
        return Pools.of(List.of(service), List.of(slices), TERMS);
    }

    private static Standing standing(Pools pools, String node) {
        return pools.nodes().get(new NodeId(node)).standing();
    }
}
