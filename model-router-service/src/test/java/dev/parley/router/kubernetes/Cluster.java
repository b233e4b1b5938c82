package dev.parley.router.kubernetes;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.Map;

/** What a cluster says, in short. */
public final class Cluster {

    static final String NAMESPACE = "parley";

    private Cluster() {}

    public static Service service(String name, String pool, Map<String, String> annotations) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .addToLabels(ServiceReading.POOL, pool)
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    public static EndpointSlice slice(String name, String service, int port, Endpoint... endpoints) {
        return slice(name, service, "IPv4", port, endpoints);
    }

    public static EndpointSlice slice(
            String name, String service, String addressType, int port, Endpoint... endpoints) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .addToLabels(Pools.SERVICE_NAME, service)
                .endMetadata()
                .withAddressType(addressType)
                .addNewPort()
                .withName("api")
                .withPort(port)
                .withProtocol("TCP")
                .endPort()
                .withEndpoints(endpoints)
                .build();
    }

    public static Endpoint serving(String pod, String address) {
        return endpoint(pod, address, true, false);
    }

    public static Endpoint notReady(String pod, String address) {
        return endpoint(pod, address, false, false);
    }

    /** It still serves, as long as it finishes. */
    public static Endpoint leaving(String pod, String address) {
        return endpoint(pod, address, true, true);
    }

    private static Endpoint endpoint(String pod, String address, boolean serving, boolean terminating) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace(NAMESPACE)
                .withName(pod)
                .withUid("uid-" + pod)
                .endTargetRef()
                .withNewConditions()
                .withReady(serving && !terminating)
                .withServing(serving)
                .withTerminating(terminating)
                .endConditions()
                .build();
    }
}
