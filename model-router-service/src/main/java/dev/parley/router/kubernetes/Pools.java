package dev.parley.router.kubernetes;

import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Reach;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pools of a cluster at one moment: a pure function of its Services and EndpointSlices, so that what was missed is
 * mended by looking again.
 *
 * @param pools by Service
 * @param nodes by name
 * @param troubles what could not be read; in the order of the Services
 */
public record Pools(List<Pool> pools, SortedMap<NodeId, PoolNode> nodes, List<Trouble> troubles) {

    /** Before the cluster was heard. */
    static final Pools NONE = new Pools(List.of(), new TreeMap<>(), List.of());

    /** Ties a slice to its Service. */
    static final String SERVICE_NAME = "kubernetes.io/service-name";

    /**
     * What holds where a cluster says nothing else.
     *
     * @param cap how many requests a pod may be given at once
     * @param nodes how many pods are nodes, all pools together; the others are told as trouble
     */
    public record Terms(int cap, int nodes) {}

    static Pools of(Collection<Service> services, Collection<EndpointSlice> slices, Terms terms) {
        Map<String, List<EndpointSlice>> byService =
                slices.stream().filter(slice -> !owner(slice).isEmpty()).collect(Collectors.groupingBy(Pools::owner));
        Gathering gathering = new Gathering(terms);
        services.stream()
                .sorted(Comparator.comparing(ServiceReading::nameOf))
                .forEach(service ->
                        gathering.add(service, byService.getOrDefault(ServiceReading.nameOf(service), List.of())));
        return gathering.pools();
    }

    /** Whether a pool is declared to serve the model, with or without pods. */
    boolean declare(ModelName model) {
        return pools.stream().anyMatch(pool -> pool.declares(model));
    }

    private static String owner(EndpointSlice slice) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        String name = labels == null ? null : labels.get(SERVICE_NAME);
        return name == null ? "" : slice.getMetadata().getNamespace() + "/" + name;
    }

    /** Puts it together, Service by Service. Whoever comes first keeps a name and an address. */
    private static final class Gathering {

        private final Terms terms;
        private final List<Pool> pools = new ArrayList<>();
        private final SortedMap<NodeId, PoolNode> nodes = new TreeMap<>();
        private final Map<URI, NodeId> addresses = new HashMap<>();
        /** Each once. */
        private final Set<Trouble> troubles = new LinkedHashSet<>();

        Gathering(Terms terms) {
            this.terms = terms;
        }

        void add(Service service, List<EndpointSlice> slices) {
            ServiceReading.read(service, terms.cap(), troubles).ifPresent(pool -> {
                pools.add(pool);
                SliceReading.read(pool.service(), slices, troubles).forEach(pod -> add(pool, pod));
            });
        }

        private void add(Pool pool, Pod pod) {
            NodeId id = NodeNames.of(pool.name(), pod.name());
            NodeId other = addresses.get(pod.url());
            if (nodes.containsKey(id) || other != null) {
                tell(pool, "pod " + pod.name() + " is a node already: " + (other == null ? id : other));
            } else if (nodes.size() >= terms.nodes()) {
                tell(pool, "more than " + terms.nodes() + " nodes; pods are left out");
            } else {
                addresses.put(pod.url(), id);
                nodes.put(id, new PoolNode(pool.service(), node(id, pool, pod), pod.standing()));
            }
        }

        private static Node node(NodeId id, Pool pool, Pod pod) {
            Optional<String> first = pool.models().stream().findFirst();
            return new Node(
                    id,
                    pod.url(),
                    pool.kind(),
                    first,
                    pool.capabilities(),
                    pool.maxConcurrent(),
                    pool.maxPerModel(),
                    NodeOrigin.KUBERNETES,
                    Reach.ALL);
        }

        private void tell(Pool pool, String text) {
            troubles.add(new Trouble(pool.service(), text));
        }

        Pools pools() {
            return new Pools(List.copyOf(pools), nodes, List.copyOf(troubles));
        }
    }
}
