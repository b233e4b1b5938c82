package dev.parley.simulatednode.netty;

import dev.parley.simulatednode.settings.NodeSettings;
import dev.parley.simulatednode.time.NodeTime;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Ollama port. Netty on the node's own Vert.x event loop, because Vert.x's server cannot close its listening
 * socket and let the open streams go on, nor reset a single connection.
 */
public final class HttpListener {

    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_HEADERS = 1 << 20;
    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 8_192;

    /** A closed socket of Java's selector is only gone after the next selection. */
    private static final long SELECTED_MILLIS = 2;

    /** On a busy machine the next selection may be late; so often the port is tried again before it is given up. */
    private static final int TRIES = 500;

    private final EventLoop loop;
    private final NodeTime time;
    private final Supplier<NodeSettings> settings;
    private final RequestHandler handler;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private @Nullable Channel listening;
    private @Nullable Promise<Void> opening;
    private Future<?> closing;
    private InetSocketAddress address;
    private boolean draining;

    public HttpListener(
            EventLoop loop,
            NodeTime time,
            Supplier<NodeSettings> settings,
            RequestHandler handler,
            InetSocketAddress address) {
        this.loop = loop;
        this.time = time;
        this.settings = settings;
        this.handler = handler;
        this.address = address;
        this.closing = loop.newSucceededFuture(null);
    }

    /** Opens the listening socket, on the same port as before if there was one; done when it takes connections. */
    public Future<Void> open() {
        Promise<Void> present = opening;
        if (present != null) {
            return present;
        }
        Promise<Void> opened = loop.newPromise();
        opening = opened;
        draining = false;
        closing.addListener(closed -> bind(opened, TRIES));
        return opened;
    }

    private void bind(Promise<Void> opened, int tries) {
        new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .addListener((ChannelFuture bound) -> bound(bound, opened, tries));
    }

    private void bound(ChannelFuture bound, Promise<Void> opened, int tries) {
        if (!bound.isSuccess() && tries > 1 && opening == opened) {
            loop.schedule(() -> bind(opened, tries - 1), SELECTED_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!bound.isSuccess()) {
            LOG.log(System.Logger.Level.ERROR, "the port " + address.getPort() + " did not open", bound.cause());
            opened.setFailure(bound.cause());
        } else if (opening != opened) {
            bound.channel().close();
            opened.setSuccess(null);
        } else {
            listening = bound.channel();
            address = (InetSocketAddress) bound.channel().localAddress();
            opened.setSuccess(null);
        }
    }

    private void accept(SocketChannel channel) {
        int buffer = settings.get().sendBufferBytes();
        if (buffer > 0) {
            channel.config().setSendBufferSize(buffer);
        }
        HttpConnection connection = new HttpConnection(this, handler, time, channel);
        connections.add(connection);
        channel.pipeline().addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, CHUNK), connection);
    }

    /** Where it listens, or listened last. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether new connections are accepted. */
    public boolean accepting() {
        return listening != null;
    }

    /** Done when what was asked last, opening or closing, has been carried out. */
    public Future<?> settled() {
        Promise<Void> present = opening;
        return present == null ? closing : present;
    }

    /** Closes the listening socket and the idle connections; what is being answered goes on. */
    public void refuse() {
        Channel channel = listening;
        listening = null;
        opening = null;
        if (channel != null) {
            channel.close();
            closing = loop.schedule(() -> {}, SELECTED_MILLIS, TimeUnit.MILLISECONDS);
        }
        List.copyOf(connections).stream().filter(HttpConnection::idle).forEach(HttpConnection::close);
    }

    /** Like {@link #refuse}, and no connection takes another request. */
    public void drain() {
        draining = true;
        refuse();
    }

    boolean draining() {
        return draining;
    }

    /** Refuses, and resets all connections, as a killed process does. */
    public void kill() {
        refuse();
        List.copyOf(connections).forEach(HttpConnection::reset);
    }

    public int connections() {
        return connections.size();
    }

    void closed(HttpConnection connection) {
        connections.remove(connection);
    }
}
