package dev.parley.gateway.upstream;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps a pool to the addresses that its names stand for: that of a headless Service stands for all its pods. A name with
 * one address stays a name, and is looked up with every connection, as ever.
 */
final class RouterLookup {

    private static final Logger LOG = Logger.getLogger(RouterLookup.class);

    private final Vertx vertx;
    private final List<URI> configured;
    private final RouterPool pool;

    RouterLookup(Vertx vertx, List<URI> configured, RouterPool pool) {
        this.vertx = vertx;
        this.configured = configured;
        this.pool = pool;
    }

    /** Uses the names as they are until they were looked up, and looks again every so often. */
    void start(Duration every) {
        pool.become(configured);
        if (configured.stream().anyMatch(RouterLookup::isName)) {
            look();
            vertx.setPeriodic(every.toMillis(), tick -> look());
        }
    }

    private void look() {
        Future<List<URI>> found = vertx.executeBlocking(
                () -> configured.stream().flatMap(RouterLookup::addresses).toList(), false);
        found.onSuccess(this::use);
    }

    private void use(List<URI> now) {
        if (!now.equals(pool.bases())) {
            LOG.infof("routers=%d", now.size());
            pool.become(now);
        }
    }

    /** In a fixed order; the name itself if it has one address or cannot be looked up. */
    private static Stream<URI> addresses(URI base) {
        if (!isName(base)) {
            return Stream.of(base);
        }
        try {
            InetAddress[] found = InetAddress.getAllByName(base.getHost());
            return found.length < 2
                    ? Stream.of(base)
                    : Stream.of(found).map(NetUtil::toAddressString).sorted().map(address -> at(address, base));
        } catch (UnknownHostException unknown) {
            return Stream.of(base);
        }
    }

    private static URI at(String address, URI base) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        int port = base.getPort();
        return URI.create(base.getScheme() + "://" + host + (port < 0 ? "" : ":" + port));
    }

    /** A certificate is for a name: addresses would not do. */
    private static boolean isName(URI base) {
        String host = base.getHost().replaceAll("^\\[|]$", "");
        return "http".equals(base.getScheme())
                && !host.equals("localhost")
                && NetUtil.createByteArrayFromIpAddressString(host) == null;
    }
}
