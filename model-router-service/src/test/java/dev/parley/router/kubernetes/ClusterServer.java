package dev.parley.router.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An API server that keeps what it is given, over HTTP. As a real one it refuses to go on from what it has forgotten (410),
 * and it remembers nothing of what happened while nobody watched.
 */
final class ClusterServer implements AutoCloseable {

    private final Forgetful objects = new Forgetful();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(Serialization.jsonMapper()), new MockWebServer(), new HashMap<>(), objects, false);
    private final CutLine line;

    ClusterServer() {
        server.init();
        line = new CutLine(server.getPort());
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** For whoever changes things: never cut. */
    KubernetesClient admin() {
        return client(server.getPort());
    }

    /** For the one who watches. */
    KubernetesClient watcher() {
        return client(line.port());
    }

    void cut() {
        line.cut();
    }

    /** The line is there again, and the server has forgotten all that happened until now. */
    void mend() {
        objects.forget();
        line.mend();
    }

    @Override
    public void close() {
        line.close();
        server.destroy();
    }

    private static KubernetesClient client(int port) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withNamespace(Cluster.NAMESPACE)
                .withWatchReconnectInterval(50)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static final class Forgetful extends KubernetesCrudDispatcher {

        /** What was listed since it forgot; only from there can anybody go on. */
        private final Set<String> listed = ConcurrentHashMap.newKeySet();

        void forget() {
            listed.clear();
        }

        @Override
        public MockResponse handleGet(String path) {
            if (!path.contains("watch=true")) {
                listed.add(kind(path));
            }
            return super.handleGet(path);
        }

        @Override
        public MockResponse handleWatch(String path) {
            if (!listed.contains(kind(path))) {
                return new MockResponse()
                        .setResponseCode(410)
                        .setBody(Serialization.asJson(new StatusBuilder()
                                .withCode(410)
                                .withReason("Expired")
                                .withMessage("too old resource version")
                                .build()));
            }
            return super.handleWatch(path);
        }

        private static String kind(String path) {
            return path.substring(0, path.indexOf('?') < 0 ? path.length() : path.indexOf('?'));
        }
    }
}
