package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A replica's tunnels without sockets, with small bounds. */
final class House {

    static final int CREDIT = 100;
    static final int MAX_FRAME = 40;
    static final int MESSAGES = 3;
    static final long HELD = 1_000;

    final SettableClock clock = SettableClock.at("2026-11-20T09:00:00Z");
    final RegistrationsInMemory router = new RegistrationsInMemory();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Tunnels tunnels = new Tunnels(
            new Tunnels.Most(3, 2, HELD),
            new TunnelBounds(
                    CREDIT,
                    MAX_FRAME,
                    MESSAGES,
                    80,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(60)),
            router,
            new TunnelMeter(meters),
            clock,
            new Random(7));

    /** One agent and what it heard. */
    record Agent(Tunnel tunnel, RecordedLine line) {

        void says(String frame) {
            tunnel.text(frame);
        }

        void sends(long id, int bytes) {
            tunnel.bytes(Buffer.buffer().appendLong(id).appendBytes(new byte[bytes]));
        }

        Asked asks() {
            RecordedAsker asker = new RecordedAsker();
            Question question = tunnel.ask(new RequestHead("POST", "/api/chat", Map.of()), asker);
            return new Asked(asker, question);
        }

        String refusal() {
            return line.last("refused").get("code").asText();
        }
    }

    record Asked(RecordedAsker asker, Question question) {}

    static Caller of(String tenant, List<String> models) {
        return new Caller(tenant, "k-" + tenant, Set.of(Scope.NODE), models);
    }

    Agent dials(Caller by) {
        RecordedLine line = new RecordedLine();
        return new Agent(
                tunnels.open(by, "http://10.0.0.1:8090", line, Runnable::run).orElseThrow(), line);
    }

    Agent dials() {
        return dials(of("acme", null));
    }

    /** One that is in. */
    Agent joins(String name) {
        Agent agent = dials();
        agent.says(hello(name, "llama3.2:3b"));
        return agent;
    }

    static String hello(String name, String model) {
        return "{\"type\":\"hello\",\"version\":1,\"agent\":\"parley/0.1.0\",\"name\":\"" + name
                + "\",\"models\":[{\"name\":\"" + model + "\"}],\"warm\":[],\"capacity\":4,\"stream\":true}";
    }

    double ended(String reason) {
        return meters.counter("parley.gateway.tunnels.ended", "reason", reason).count();
    }

    /** Seconds go by, with their ticks. */
    void pass(int seconds, Agent... agents) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (Agent agent : agents) {
                agent.tunnel().tick();
            }
        }
    }
}
