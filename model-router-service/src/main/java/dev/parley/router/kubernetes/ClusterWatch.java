package dev.parley.router.kubernetes;

import dev.parley.router.node.NodeSink;
import dev.parley.router.node.NodeSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Watches Services and EndpointSlices. Whatever happens there, and however much of it, means one look at all of them as
 * they are then. Looks are handed over one by one, and at most one is waiting.
 */
final class ClusterWatch implements NodeSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ClusterWatch.class);

    /** All namespaces, where a namespace is named. */
    private static final String ANY = "*";

    private final List<SharedIndexInformer<Service>> services;
    private final List<SharedIndexInformer<EndpointSlice>> slices;
    private final PoolSource source;
    private final Pools.Terms terms;
    private final Executor looks;
    private volatile boolean closed;
    /**
     * @param namespaces where to look; the client's own if empty, {@code *} for all
     * @param looks runs looks one after another, in order
     */
    ClusterWatch(
            KubernetesClient client, List<String> namespaces, PoolSource source, Pools.Terms terms, Executor looks) {
        List<String> where = namespaces.isEmpty() ? List.of(ownNamespace(client)) : namespaces;
        this.services =
                where.stream().map(namespace -> services(client, namespace)).toList();
        this.slices = where.stream().map(namespace -> slices(client, namespace)).toList();
        this.source = source;
        this.terms = terms;
        this.looks = looks;
    }

    /** Tries for ever to reach a cluster that does not answer. */
    @Override
    public void start(NodeSink sink) {
        Notices notices = new Notices(sink);
        services.forEach(informer -> follow(informer, notices));
        slices.forEach(informer -> follow(informer, notices));
    }

    /** Whether all watches are open now; the nodes stay as they were last known while they are not. */
    boolean isWatching() {
        return informers().allMatch(SharedIndexInformer::isWatching);
    }

    @Override
    public void close() {
        closed = true;
        informers().forEach(SharedIndexInformer::stop);
    }

    private <T extends HasMetadata> void follow(SharedIndexInformer<T> informer, Notices notices) {
        informer.exceptionHandler((started, trouble) -> {
            if (closed) {
                return false;
            }
            LOG.warnf("cluster cannot be watched, trying again: started=%s reason=%s", started, trouble.getMessage());
            return true;
        });
        informer.addEventHandler(notices);
        informer.start().thenRun(notices::something);
    }

    private Stream<SharedIndexInformer<?>> informers() {
        return Stream.concat(services.stream(), slices.stream());
    }

    private static <T> Collection<T> all(List<SharedIndexInformer<T>> informers) {
        return informers.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .toList();
    }

    private static SharedIndexInformer<Service> services(KubernetesClient client, String namespace) {
        return namespace.equals(ANY)
                ? client.services()
                        .inAnyNamespace()
                        .withLabel(ServiceReading.POOL)
                        .runnableInformer(0)
                : client.services()
                        .inNamespace(namespace)
                        .withLabel(ServiceReading.POOL)
                        .runnableInformer(0);
    }

    private static SharedIndexInformer<EndpointSlice> slices(KubernetesClient client, String namespace) {
        var all = client.discovery().v1().endpointSlices();
        return namespace.equals(ANY)
                ? all.inAnyNamespace().withLabel(Pools.SERVICE_NAME).runnableInformer(0)
                : all.inNamespace(namespace).withLabel(Pools.SERVICE_NAME).runnableInformer(0);
    }

    private static String ownNamespace(KubernetesClient client) {
        String own = client.getNamespace();
        return own == null ? "default" : own;
    }

    /** What happened does not matter, only that something did. */
    private final class Notices implements ResourceEventHandler<HasMetadata> {

        private final NodeSink sink;
        private final AtomicBoolean due = new AtomicBoolean();

        Notices(NodeSink sink) {
            this.sink = sink;
        }

        @Override
        public void onAdd(HasMetadata added) {
            something();
        }

        @Override
        public void onUpdate(HasMetadata before, HasMetadata after) {
            something();
        }

        @Override
        public void onDelete(HasMetadata deleted, boolean finalStateUnknown) {
            something();
        }

        void something() {
            if (due.compareAndSet(false, true)) {
                looks.execute(this::look);
            }
        }

        private void look() {
            due.set(false);
            if (!closed && informers().allMatch(SharedIndexInformer::hasSynced)) {
                source.update(Pools.of(all(services), all(slices), terms), sink);
            }
        }
    }
}
