package dev.parley.simulatednode.journal;

import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import dev.parley.simulatednode.time.NodeTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down one request while it is answered. */
public final class Entry implements Reply {

    private static final int MOST_BODY = 256 * 1024;
    private static final List<String> OF_INTEREST = List.of(
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "content-type",
            "content-length",
            "transfer-encoding",
            "authorization",
            "x-api-key",
            "origin",
            "connection",
            "upgrade",
            "te",
            "traceparent",
            "tracestate",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-request-id");
    private static final List<String> PREFIXES = List.of("x-parley-", "x-sim-", "anthropic-", "openai-");

    private final long number;
    private final Request request;
    private final String model;
    private final String body;
    private final NodeTime time;
    private final Reply socket;
    private final Journal journal;
    private final Instant receivedAt;
    private @Nullable Instant firstRecordAt;
    private @Nullable Instant endedAt;
    private Outcome outcome = Outcome.RUNNING;
    private boolean broken;
    private boolean opened;
    private int status;
    private int records;
    private long bytes;

    Entry(long number, Request request, String model, NodeTime time, Reply socket, Journal journal) {
        this.journal = journal;
        this.number = number;
        this.request = request;
        this.model = model;
        this.time = time;
        this.socket = socket;
        this.receivedAt = time.now();
        this.body = new String(request.body(), 0, Math.min(MOST_BODY, request.body().length), StandardCharsets.UTF_8);
    }

    public long number() {
        return number;
    }

    ReceivedRequest snapshot() {
        return new ReceivedRequest(
                number,
                request.method(),
                request.path() + request.query(),
                model,
                headers(),
                body,
                outcome,
                status,
                records,
                bytes,
                receivedAt,
                firstRecordAt,
                endedAt);
    }

    int bodyLength() {
        return body.length();
    }

    private boolean running() {
        return outcome == Outcome.RUNNING;
    }

    private Map<String, String> headers() {
        Map<String, String> kept = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (OF_INTEREST.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                kept.merge(name, header.getValue(), (first, second) -> first + ", " + second);
            }
        }
        return kept;
    }

    /** The client left before the end. */
    public void left() {
        ended(Outcome.CANCELLED);
    }

    private void ended(Outcome how) {
        if (running()) {
            outcome = how;
            journal.ended(opened);
            endedAt = time.now();
        }
    }

    private void sent(int length) {
        records++;
        bytes += length;
        if (firstRecordAt == null) {
            firstRecordAt = time.now();
        }
    }

    @Override
    public void whole(Head head, byte[] content) {
        status = head.status();
        sent(content.length);
        socket.whole(head, content);
        ended(status >= 400 ? Outcome.FAILED : Outcome.COMPLETED);
    }

    @Override
    public void open(Head head) {
        status = head.status();
        opened = true;
        journal.opened();
        socket.open(head);
    }

    @Override
    public void write(byte[] record) {
        sent(record.length);
        socket.write(record);
    }

    @Override
    public void together(Runnable writes) {
        socket.together(writes);
    }

    @Override
    public void end() {
        socket.end();
        ended(broken ? Outcome.FAILED : Outcome.COMPLETED);
    }

    @Override
    public void broken() {
        broken = true;
    }

    @Override
    public void reset() {
        ended(Outcome.FAILED);
        socket.reset();
    }

    @Override
    public void hangUp() {
        ended(Outcome.FAILED);
        socket.hangUp();
    }

    @Override
    public boolean ready() {
        return socket.ready();
    }

    @Override
    public void onReady(Runnable resume) {
        socket.onReady(resume);
    }
}
