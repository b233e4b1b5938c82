package dev.parley.router.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A cluster without anything in it, which the router watches. */
public final class KubernetesTestResource implements QuarkusTestResourceLifecycleManager {

    private final ClusterServer cluster = new ClusterServer();
    private final KubernetesClient admin = cluster.admin();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "router.kubernetes.enabled",
                "true",
                "quarkus.kubernetes-client.api-server-url",
                cluster.url(),
                "quarkus.kubernetes-client.namespace",
                Cluster.NAMESPACE);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(admin, new TestInjector.MatchesType(KubernetesClient.class));
    }

    @Override
    public void stop() {
        admin.close();
        cluster.close();
    }
}
