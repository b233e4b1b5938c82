package dev.parley.router.kubernetes;

import dev.parley.router.node.NodeSink;
import dev.parley.router.node.NodeSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The cluster as a source of nodes. Until it is started it makes no client and asks nobody anything. */
public final class PoolWatch implements NodeSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PoolWatch.class);

    private final PoolSource pools = new PoolSource();
    private final Supplier<KubernetesClient> client;
    private final Terms terms;
    private final Executor looks;
    private final Clock clock;
    private volatile @Nullable Started started;

    /**
     * What it is told by an operator.
     *
     * @param namespaces where to look; the client's own if empty, {@code *} for all
     * @param patience how long a cluster that was not heard yet makes the router not ready
     * @param relist after how long without a watch everything is listed anew
     */
    public record Terms(List<String> namespaces, Pools.Terms pools, Duration patience, Duration relist) {

        public Terms {
            namespaces = List.copyOf(namespaces);
        }
    }

    /** @param watching when it was last seen to watch, or began to try */
    private record Started(
            ClusterWatch watch, NodeSink sink, KubernetesClient client, Instant since, Instant watching) {}

    /** @param client asked for once, at the start @param looks runs looks at the cluster one after another */
    public PoolWatch(Supplier<KubernetesClient> client, Terms terms, Executor looks, Clock clock) {
        this.client = client;
        this.terms = terms;
        this.looks = looks;
        this.clock = clock;
    }

    @Override
    public void start(NodeSink sink) {
        Instant now = clock.instant();
        begin(client.get(), sink, now, now);
    }

    /**
     * Mends a watch that does not come back. Called regularly. The client itself asks for ever to go on from where it was,
     * which a server that has forgotten that may refuse for ever.
     */
    public void tick() {
        Started seen = started;
        if (seen == null) {
            return;
        }
        Instant now = clock.instant();
        if (seen.watch().isWatching()) {
            started = new Started(seen.watch(), seen.sink(), seen.client(), seen.since(), now);
        } else if (now.isAfter(seen.watching().plus(terms.relist()))) {
            LOG.warnf("cluster is not watched, listing it anew: since=%s", seen.watching());
            seen.watch().close();
            begin(seen.client(), seen.sink(), seen.since(), now);
        }
    }

    private void begin(KubernetesClient client, NodeSink sink, Instant since, Instant now) {
        ClusterWatch watch = new ClusterWatch(client, terms.namespaces(), pools, terms.pools(), looks);
        started = new Started(watch, sink, client, since, now);
        watch.start(sink);
    }

    /** What the cluster said last. */
    public PoolSource pools() {
        return pools;
    }

    /** Whether the cluster is a source at all. */
    public boolean isStarted() {
        return started != null;
    }

    /** Whether the cluster is watched now; while it is not, its nodes stay as they were last known. */
    public boolean isWatching() {
        Started now = started;
        return now != null && now.watch().isWatching();
    }

    /** Whether there is no reason to wait for the cluster: it was heard, waited for long enough, or is no source. */
    public boolean isReady() {
        Started now = started;
        return now == null
                || pools.isHeard()
                || clock.instant().isAfter(now.since().plus(terms.patience()));
    }

    @Override
    public void close() {
        Started now = started;
        if (now != null) {
            now.watch().close();
        }
    }
}
