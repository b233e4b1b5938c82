package dev.parley.router.http;

import dev.parley.protocol.node.PoolReport;
import dev.parley.protocol.node.PoolReports;
import dev.parley.protocol.node.PoolTrouble;
import dev.parley.router.kubernetes.Pool;
import dev.parley.router.kubernetes.PoolWatch;
import dev.parley.router.model.Capability;
import dev.parley.router.node.NodeId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The pools of the cluster, and what about them cannot be as it is written. */
@Path("/internal/pools")
class PoolsResource {

    private static final int MOST_TROUBLES = 100;

    private final PoolWatch watch;

    PoolsResource(PoolWatch watch) {
        this.watch = watch;
    }

    @GET
    public PoolReports all() {
        return new PoolReports(
                watch.isWatching(),
                watch.pools().pools().stream().map(this::report).toList(),
                watch.pools().troubles().stream()
                        .limit(MOST_TROUBLES)
                        .map(trouble -> new PoolTrouble(trouble.service(), trouble.text()))
                        .toList());
    }

    private PoolReport report(Pool pool) {
        return new PoolReport(
                pool.name(),
                pool.service(),
                pool.kind(),
                pool.models(),
                pool.capabilities().stream().map(Capability::name).sorted().toList(),
                pool.maxConcurrent(),
                pool.maxPerModel(),
                watch.pools().nodesOf(pool).stream().map(NodeId::value).toList());
    }
}
