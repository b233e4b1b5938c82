package dev.parley.gateway.tunnel;

import dev.parley.gateway.tunnel.TunnelMeter.Outcome;
import dev.parley.protocol.tunnel.TunnelFrame;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open messages of one tunnel. Lives on its loop. */
final class Messages {

    private final Tunnels tunnels;
    private final Outbox outbox;
    private final OwnTests ownTests;
    private final Forgotten forgotten = new Forgotten();

    /** Counted by others, changed on the loop only. */
    private final Map<Long, Exchange> open = new ConcurrentHashMap<>();

    private @Nullable List<Runnable> early = new ArrayList<>();
    private long last;

    Messages(Tunnels tunnels, AgentLine line) {
        this.tunnels = tunnels;
        this.outbox = new Outbox(line, tunnels.bounds().buffer(), this::pump);
        this.ownTests = new OwnTests(outbox, tunnels.bounds().credit(), tunnels.meter());
    }

    /** For any thread. */
    int count() {
        return open.size();
    }

    void say(TunnelFrame frame) {
        outbox.say(frame);
    }

    /** The agent knows the bounds now: what was asked in between is sent. */
    void welcomed() {
        List<Runnable> waiting = early;
        early = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    void open(Asking asking, RequestHead head, Asker asker) {
        if (open.size() >= tunnels.bounds().messages() || tunnels.held().isFull()) {
            asker.failed(NodeFailure.BUSY, "as much is open as may be");
            return;
        }
        Exchange exchange = new Exchange(++last, asker, outbox, tunnels.bounds(), tunnels.held());
        open.put(exchange.id(), exchange);
        asking.is(exchange);
        if (early == null) {
            exchange.begin(head);
        } else {
            early.add(() -> exchange.begin(head));
        }
    }

    void receive(TunnelFrame frame) throws RefusedAgent {
        if (frame instanceof TunnelFrame.Response response) {
            response(response);
        } else if (frame instanceof TunnelFrame.End end) {
            end(end.messageId());
        } else if (frame instanceof TunnelFrame.Error error) {
            fail(error.messageId(), String.valueOf(error.code()), String.valueOf(error.message()));
        } else if (frame instanceof TunnelFrame.Cancel cancel) {
            if (open.containsKey(cancel.messageId())) {
                fail(cancel.messageId(), "cancelled", String.valueOf(cancel.reason()));
            }
        } else if (frame instanceof TunnelFrame.Credit credit) {
            Exchange exchange = open.get(credit.messageId());
            if (exchange != null) {
                exchange.credit(credit.bytes());
            }
        } else {
            throw RefusedAgent.forGood(Ending.FRAME_INVALID, "an agent sends no such frame");
        }
    }

    private void response(TunnelFrame.Response response) throws RefusedAgent {
        if (response.messageId() == TunnelFrame.OWN_TEST) {
            ownTests.response();
            return;
        }
        Exchange exchange = find(response.messageId());
        if (exchange != null) {
            exchange.response(response.status(), response.headers());
        }
    }

    void data(long id, Buffer bytes) throws RefusedAgent {
        if (id == TunnelFrame.OWN_TEST) {
            ownTests.data(bytes.length());
            return;
        }
        Exchange exchange = find(id);
        if (exchange != null) {
            exchange.data(bytes);
        }
    }

    private void end(long id) throws RefusedAgent {
        if (id == TunnelFrame.OWN_TEST) {
            ownTests.over();
            return;
        }
        Exchange exchange = find(id);
        if (exchange != null) {
            exchange.end();
            if (exchange.isEndSent()) {
                exchange.close();
            } else {
                forgotten.add(id, now());
                exchange.cancel("answered before it was whole");
            }
            over(exchange, Outcome.WHOLE);
        }
    }

    private void fail(long id, String code, String words) throws RefusedAgent {
        if (id == TunnelFrame.OWN_TEST) {
            ownTests.over();
            return;
        }
        Exchange exchange = find(id);
        if (exchange != null) {
            exchange.fail(NodeFailure.of(code), words);
            over(exchange, Outcome.FAILED);
        }
    }

    /** The open message of this id; null for one that was given up here, whose frames are late. */
    private @Nullable Exchange find(long id) throws RefusedAgent {
        Exchange exchange = open.get(id);
        if (exchange == null && !forgotten.has(id)) {
            throw RefusedAgent.forGood(Ending.MESSAGE_UNKNOWN, "message " + id + " is not open");
        }
        return exchange;
    }

    void cancel(Exchange exchange, String reason) {
        if (open.containsKey(exchange.id())) {
            forgotten.add(exchange.id(), now());
            exchange.cancel(reason);
            over(exchange, Outcome.CANCELLED);
        }
    }

    private void over(Exchange exchange, Outcome outcome) {
        open.remove(exchange.id());
        tunnels.meter().message(outcome);
    }

    /** All of them end with the tunnel. */
    void lost() {
        List.copyOf(open.values()).forEach(exchange -> {
            exchange.fail(NodeFailure.LOST, "the tunnel is gone");
            over(exchange, Outcome.LOST);
        });
    }

    void tick(Instant now) {
        forgotten.tick(now);
        List.copyOf(open.values()).stream()
                .filter(exchange -> exchange.isStuck(now))
                .forEach(exchange -> {
                    forgotten.add(exchange.id(), now);
                    exchange.giveUp(NodeFailure.TIMEOUT, "the agent takes nothing of the request");
                    over(exchange, Outcome.FAILED);
                });
    }

    private void pump() {
        List.copyOf(open.values()).forEach(Exchange::pump);
    }

    private Instant now() {
        return tunnels.clock().instant();
    }
}
