package dev.parley.gateway.socket;

import dev.parley.gateway.conversation.Frames;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.conversation.ServerSentEvent;
import dev.parley.gateway.conversation.ServerSentEvents;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One viewer of one conversation: reads the orchestrator's events and sends them as frames. A slow viewer pauses the source;
 * one that takes nothing for too long is cut. However a feed ends before the conversation does, its close reason tells where
 * to go on: {@code last_event_id=<seq.offset>}. Lives on one event loop.
 */
final class LiveFeed {

    /** "Try again later": the viewer may come back at once, with its last event id. */
    static final int TRY_AGAIN = 1013;

    private static final int NORMAL = 1000;
    /** "Policy violation": the viewer need not come back. */
    static final int REFUSED = 1008;

    /**
     * What a feed may hold and how long it waits.
     *
     * @param maxEvent bytes of the largest event
     * @param buffer bytes that may wait for the viewer before the source is paused
     * @param patience how long the viewer may take nothing while something waits
     */
    record Bounds(int maxEvent, long buffer, Duration patience) {}

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);

    private final Vertx vertx;
    private final Context context;
    private final Viewer viewer;
    private final Bounds bounds;
    private final OpenStreams.Permit permit;
    private final Supplier<Uni<Boolean>> ended;
    private final ServerSentEvents events;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse source;
    private @Nullable String lastId;
    private boolean completed;
    private boolean over;
    private long waiting;
    private long taken;
    private boolean watched;

    /** @param ended asks whether the conversation has ended */
    LiveFeed(Vertx vertx, Viewer viewer, Bounds bounds, OpenStreams.Permit permit, Supplier<Uni<Boolean>> ended) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.viewer = viewer;
        this.bounds = bounds;
        this.permit = permit;
        this.ended = ended;
        this.events = new ServerSentEvents(bounds.maxEvent());
    }

    void begin(Future<HttpClientRequest> asked) {
        asked.compose(this::send).onSuccess(this::opened).onFailure(away -> endResumable());
    }

    private Future<HttpClientResponse> send(HttpClientRequest asked) {
        if (over) {
            asked.reset();
            return Future.failedFuture("the viewer has left");
        }
        request = asked;
        return asked.send();
    }

    private void opened(HttpClientResponse head) {
        if (head.statusCode() != 200) {
            head.body()
                    .onSuccess(problem -> refused(head.statusCode(), problem))
                    .onFailure(away -> endResumable());
            return;
        }
        source = head;
        head.handler(this::read);
        head.endHandler(end -> ended());
        head.exceptionHandler(broken -> endResumable());
    }

    /** What the handshake could not know; coming back helps only where the orchestrator is at its limits. */
    private void refused(int status, Buffer problem) {
        send(Frames.error(problem.toString()));
        if (status >= 500) {
            endResumable();
        } else if (!over) {
            finish();
            viewer.close(REFUSED, "refused");
        }
    }

    private void read(Buffer bytes) {
        try {
            events.feed(bytes.getBytes()).forEach(this::show);
        } catch (IllegalStateException tooLarge) {
            endResumable();
        }
    }

    private void show(ServerSentEvent event) {
        if (over) {
            return;
        }
        Frames.of(event).forEach(this::send);
        completed = Frames.ended(completed, event);
        if (event.id() != null) {
            lastId = event.id();
        }
    }

    private void send(String frame) {
        int size = frame.length();
        waiting += size;
        viewer.send(frame, () -> took(size));
        if (waiting > bounds.buffer() && source != null) {
            source.pause();
        }
        if (waiting > 0 && !watched) {
            watch();
        }
    }

    private void took(int size) {
        waiting -= size;
        taken++;
        if (!over && waiting <= bounds.buffer() / 2 && source != null) {
            source.resume();
        }
    }

    /** One look per patience, however many frames come and go in between. */
    private void watch() {
        watched = true;
        long before = taken;
        vertx.setTimer(bounds.patience().toMillis(), fired -> {
            watched = false;
            if (over || waiting == 0) {
                return;
            }
            if (taken == before) {
                LOG.infof("viewer cut, it takes nothing for %s", bounds.patience());
                endResumable();
            } else {
                watch();
            }
        });
    }

    private void ended() {
        if (over) {
            return;
        }
        if (completed) {
            endForGood();
        } else {
            ended.get().subscribe().with(known -> context.runOnContext(now -> end(known)), away -> dismiss());
        }
    }

    /** The stream has ended well without the last event: it was read from there on, or its server goes. */
    private void end(boolean known) {
        if (known) {
            endForGood();
        } else {
            endResumable();
        }
    }

    private void endForGood() {
        if (!over) {
            completed = true;
            send(Frames.DONE);
            finish();
            viewer.close(NORMAL, "done");
        }
    }

    private void endResumable() {
        if (!over) {
            finish();
            viewer.close(TRY_AGAIN, lastId == null ? "" : "last_event_id=" + lastId);
        }
    }

    /** This process goes: the viewer comes back elsewhere. Called from any thread. */
    void dismiss() {
        context.runOnContext(now -> endResumable());
    }

    /** The viewer may not see the rest. Called from any thread. */
    void expel(ProblemCode why) {
        context.runOnContext(now -> {
            if (!over) {
                send(Frames.error(Problems.json(Problem.of(why, null, null))));
                finish();
                viewer.close(REFUSED, why.wireName());
            }
        });
    }

    /** The viewer has closed its socket. */
    void left() {
        if (!over) {
            finish();
        }
    }

    private void finish() {
        over = true;
        permit.close();
        if (request != null && !completed) {
            request.reset();
        }
    }
}
