package dev.parley.simulatednode.netty;

import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.json.GoTime;
import dev.parley.simulatednode.time.NodeTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one reply as Go's server frames it: its header order, its choice between length and chunks, one flush each. */
final class SocketReply implements Reply {

    /** Go's response buffer: what fits leaves with a length. */
    private static final int BUFFERED = 2_048;

    /** A reset right behind data may overtake it; this lets the data arrive. */
    private static final long RESET_DELAY_NANOS = 5_000_000;

    private final HttpConnection connection;
    private final Channel channel;
    private final NodeTime time;
    private final Call call;
    private @Nullable HttpResponse unsent;
    private @Nullable Runnable resume;
    private boolean over;
    private boolean together;

    /** What of the request decides about the framing. */
    record Call(boolean head, boolean http10, boolean keepAlive) {}

    SocketReply(HttpConnection connection, Channel channel, NodeTime time, Call call) {
        this.connection = connection;
        this.channel = channel;
        this.time = time;
        this.call = call;
    }

    @Override
    public void whole(Head head, byte[] body) {
        if (over) {
            return;
        }
        boolean bodyless = head.status() == 204 || head.status() == 304;
        HttpResponse response = response(head);
        if (body.length <= BUFFERED || call.http10()) {
            if (!bodyless) {
                response.headers().set("Content-Length", Integer.toString(body.length));
            }
        } else {
            response.headers().set("Transfer-Encoding", "chunked");
        }
        finishHead(response);
        channel.write(response);
        boolean empty = call.head() || bodyless || body.length == 0;
        channel.writeAndFlush(
                empty ? LastHttpContent.EMPTY_LAST_CONTENT : new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
        done();
    }

    @Override
    public void open(Head head) {
        HttpResponse response = response(head);
        if (!response.headers().contains("Content-Length") && !call.http10()) {
            response.headers().set("Transfer-Encoding", "chunked");
        }
        finishHead(response);
        unsent = response;
    }

    private HttpResponse response(Head head) {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()));
        HttpHeaders headers = response.headers();
        head.headers().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(header -> headers.add(header.getKey(), header.getValue()));
        headers.set("Date", GoTime.httpDate(time.now()));
        return response;
    }

    private void finishHead(HttpResponse response) {
        if (!call.keepAlive()) {
            response.headers().set("Connection", "close");
        }
    }

    @Override
    public void write(byte[] record) {
        if (!over) {
            sendHead();
            ByteBuf bytes = Unpooled.wrappedBuffer(record);
            channel.write(new DefaultHttpContent(bytes), channel.voidPromise());
            if (!together) {
                channel.flush();
            }
        }
    }

    @Override
    public void together(Runnable writes) {
        together = true;
        try {
            writes.run();
        } finally {
            together = false;
            channel.flush();
        }
    }

    private void sendHead() {
        HttpResponse head = unsent;
        if (head != null) {
            unsent = null;
            channel.write(head, channel.voidPromise());
        }
    }

    @Override
    public void end() {
        if (!over) {
            sendHead();
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            done();
        }
    }

    private void done() {
        over = true;
        connection.replied(call.keepAlive());
    }

    @Override
    public void reset() {
        breakOff(connection::reset);
    }

    @Override
    public void hangUp() {
        breakOff(connection::close);
    }

    private void breakOff(Runnable how) {
        if (!over) {
            over = true;
            sendHead();
            channel.flush();
            time.after(RESET_DELAY_NANOS, how);
        }
    }

    @Override
    public boolean ready() {
        return over || channel.isWritable();
    }

    @Override
    public void onReady(Runnable task) {
        resume = task;
    }

    /** The socket takes more again. */
    void writable() {
        Runnable waiting = resume;
        if (waiting != null) {
            resume = null;
            waiting.run();
        }
    }
}
