package dev.parley.router.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pods of one Service from its EndpointSlices. A pod may stand in several: of both address families, or of an old
 * and a new slice while addresses move between them.
 */
final class SliceReading {

    private static final String IPV4 = "IPv4";
    private static final String IPV6 = "IPv6";

    /** Which of several ports is meant. */
    private static final List<String> NAMED = List.of("ollama", "http");

    private final String service;
    private final Collection<Trouble> troubles;

    private SliceReading(String service, Collection<Trouble> troubles) {
        this.service = service;
        this.troubles = troubles;
    }

    /** Every pod once, by name. @param troubles where to tell what cannot be read */
    static Collection<Pod> read(String service, List<EndpointSlice> slices, Collection<Trouble> troubles) {
        SliceReading reading = new SliceReading(service, troubles);
        Map<List<String>, Pod> byIdentity = new LinkedHashMap<>();
        slices.stream()
                .sorted(Comparator.comparing((EndpointSlice slice) -> String.valueOf(slice.getAddressType()))
                        .thenComparing(slice -> slice.getMetadata().getName()))
                .flatMap(reading::pods)
                .forEach(pod -> byIdentity.merge(List.of(pod.name(), pod.identity()), pod, SliceReading::sameTwice));
        Map<String, Pod> byName = new TreeMap<>();
        byIdentity.values().forEach(pod -> byName.merge(pod.name(), pod, SliceReading::madeAnew));
        return byName.values();
    }

    /** The first address (IPv4 sorts first), and the worse of both tidings: they may be of different age. */
    private static Pod sameTwice(Pod one, Pod other) {
        return one.standing().compareTo(other.standing()) >= 0 ? one : one.with(other.standing());
    }

    /** A pod that was made anew under its old name may still be listed as it was. */
    private static Pod madeAnew(Pod one, Pod other) {
        return one.standing().compareTo(other.standing()) <= 0 ? one : other;
    }

    private Stream<Pod> pods(EndpointSlice slice) {
        if (!IPV4.equals(slice.getAddressType()) && !IPV6.equals(slice.getAddressType())) {
            tell(slice, "addresses of type " + slice.getAddressType() + " (expected: " + IPV4 + " or " + IPV6 + ")");
            return Stream.empty();
        }
        List<Endpoint> endpoints = orNone(slice.getEndpoints());
        if (endpoints.isEmpty()) {
            return Stream.empty();
        }
        return port(slice).stream()
                .flatMap(port -> endpoints.stream().flatMap(endpoint -> pod(slice, endpoint, port).stream()));
    }

    private Optional<Integer> port(EndpointSlice slice) {
        List<EndpointPort> ports = orNone(slice.getPorts()).stream()
                .filter(port -> port.getPort() != null)
                .filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"))
                .toList();
        if (ports.size() == 1) {
            return Optional.of(ports.get(0).getPort());
        }
        Optional<Integer> named = NAMED.stream()
                .flatMap(name -> ports.stream().filter(port -> name.equals(port.getName())))
                .map(EndpointPort::getPort)
                .findFirst();
        if (named.isEmpty()) {
            tell(slice, ports.size() + " ports (expected: one, or one named ollama or http)");
        }
        return named;
    }

    /** All addresses of an endpoint are the same pod; Kubernetes itself asks readers to use the first. */
    private Optional<Pod> pod(EndpointSlice slice, Endpoint endpoint, int port) {
        return orNone(endpoint.getAddresses()).stream().findFirst().flatMap(address -> {
            Optional<ObjectReference> target = Optional.ofNullable(endpoint.getTargetRef());
            String name = target.map(ObjectReference::getName)
                    .orElse(address.replace(':', '-').replace('.', '-'));
            String identity = target.map(ObjectReference::getUid).orElse("");
            return url(slice, address, port).map(url -> new Pod(name, identity, url, standing(endpoint)));
        });
    }

    private Optional<URI> url(EndpointSlice slice, String address, int port) {
        String host = IPV6.equals(slice.getAddressType()) ? "[" + address + "]" : address;
        try {
            return Optional.of(URI.create("http://" + host + ":" + port));
        } catch (IllegalArgumentException e) {
            tell(slice, "address " + address + " (expected: an IP address)");
            return Optional.empty();
        }
    }

    /** Serving is told apart from ready, which a Service that publishes pods that are not ready sets for all. */
    private static Standing standing(Endpoint endpoint) {
        Optional<EndpointConditions> conditions = Optional.ofNullable(endpoint.getConditions());
        if (conditions.map(EndpointConditions::getTerminating).orElse(false)) {
            return Standing.LEAVING;
        }
        boolean serving = conditions
                .map(EndpointConditions::getServing)
                .or(() -> conditions.map(EndpointConditions::getReady))
                .orElse(true);
        return serving ? Standing.SERVING : Standing.NOT_READY;
    }

    private void tell(EndpointSlice slice, String text) {
        troubles.add(new Trouble(service, "slice " + slice.getMetadata().getName() + ": " + text));
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
