package dev.parley.simulatednode.netty;

import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.time.NodeTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client connection: gathers requests, has them answered one after the other, and notices when the client leaves. */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());

    /** Ollama has no limit; this keeps a mistaken test from filling the memory. */
    private static final int MOST_BODY = 64 << 20;

    /** Requests that a client may send ahead. */
    private static final int MOST_AHEAD = 16;

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final HttpListener listener;
    private final RequestHandler handler;
    private final NodeTime time;
    private final Channel channel;
    private final Deque<Waiting> ahead = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpRequest head;
    private @Nullable SocketReply reply;
    private Runnable leave = () -> {};

    private record Waiting(Request request, SocketReply.Call call) {}

    HttpConnection(HttpListener listener, RequestHandler handler, NodeTime time, Channel channel) {
        this.listener = listener;
        this.handler = handler;
        this.time = time;
        this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(request);
            }
            if (message instanceof HttpContent content) {
                gather(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        boolean hostless =
                !request.headers().contains("Host") && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (request.decoderResult().isFailure() || hostless) {
            refuse("400 Bad Request", hostless ? "400 Bad Request: missing required Host header" : "400 Bad Request");
            return;
        }
        head = request;
        body.reset();
        if (HttpUtil.is100ContinueExpected(request)) {
            raw(CONTINUE);
        }
    }

    private void gather(HttpContent content) {
        HttpRequest request = head;
        if (request == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse("400 Bad Request", "400 Bad Request");
            return;
        }
        ByteBuf bytes = content.content();
        if (body.size() + bytes.readableBytes() > MOST_BODY) {
            refuse("413 Request Entity Too Large", "413 Request Entity Too Large");
            return;
        }
        byte[] part = new byte[bytes.readableBytes()];
        bytes.readBytes(part);
        body.writeBytes(part);
        if (content instanceof LastHttpContent) {
            head = null;
            arrived(request);
        }
    }

    private void arrived(HttpRequest request) {
        boolean http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        SocketReply.Call call = new SocketReply.Call(
                request.method().name().equals("HEAD"), http10, HttpUtil.isKeepAlive(request) && !http10);
        String uri = request.uri();
        int query = uri.indexOf('?');
        List<Map.Entry<String, String>> headers = request.headers().entries().stream()
                .map(header -> Map.entry(header.getKey(), header.getValue()))
                .toList();
        Request received = new Request(
                request.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                query < 0 ? "" : uri.substring(query),
                headers,
                body.toByteArray());
        ahead.add(new Waiting(received, call));
        if (ahead.size() >= MOST_AHEAD) {
            channel.config().setAutoRead(false);
        }
        next();
    }

    private void next() {
        if (reply != null || ahead.isEmpty()) {
            return;
        }
        Waiting waiting = ahead.remove();
        channel.config().setAutoRead(true);
        if (listener.draining()) {
            close();
            return;
        }
        SocketReply answer = new SocketReply(this, channel, time, waiting.call());
        reply = answer;
        Runnable onLeave = answer(waiting.request(), answer);
        if (reply == answer) {
            leave = onLeave;
        }
    }

    /** A handler that fails is answered as a panic is. */
    private Runnable answer(Request request, SocketReply answer) {
        try {
            return handler.receive(request, answer);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, request.method() + " " + request.path() + " failed", e);
            answer.whole(Head.of(500), new byte[0]);
            return () -> {};
        }
    }

    /** The present reply has been written whole. */
    void replied(boolean keepAlive) {
        reply = null;
        leave = () -> {};
        if (!keepAlive || listener.draining()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            time.after(0, this::next);
        }
    }

    boolean idle() {
        return reply == null && ahead.isEmpty() && head == null;
    }

    void close() {
        channel.close();
    }

    /** Closes with a TCP reset. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void refuse(String status, String text) {
        head = null;
        raw("HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n" + text);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Past the encoder, as it is no reply of its own. */
    private void raw(String text) {
        channel.pipeline().firstContext().writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.closed(this);
        Runnable leaving = leave;
        leave = () -> {};
        leaving.run();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        SocketReply writing = reply;
        if (writing != null && channel.isWritable()) {
            writing.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
