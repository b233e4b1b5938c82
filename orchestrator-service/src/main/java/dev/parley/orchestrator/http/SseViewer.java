package dev.parley.orchestrator.http;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.stream.StreamLeft;
import dev.parley.protocol.event.ConversationEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's socket. Events are asked for one by one and only while the socket takes them; what comes within one turn of
 * the event loop is written at once. A viewer that takes nothing for too long is cut: it resumes with its last id. A proper
 * end means that all was told, so a stream that breaks off is cut too.
 */
final class SseViewer implements Subscriber<ConversationEvent> {

    private static final Logger LOG = Logger.getLogger(SseViewer.class);
    private static final String KEEP_ALIVE = ": keep-alive\n\n";

    /** As much as one write should carry; more would only wait in the socket's queue. */
    private static final int WRITE_SIZE = 32_768;

    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Context context;
    private final EventFrames frames;
    private final OrchestratorConfig.Stream config;
    private Buffer pending = Buffer.buffer();
    private boolean flushing;
    private boolean completed;
    private boolean broken;
    private boolean hungry;
    private @Nullable Subscription subscription;
    private long heartbeat = -1;
    private long stall = -1;

    SseViewer(RoutingContext routing, EventFrames frames, OrchestratorConfig.Stream config) {
        this.response = routing.response();
        this.vertx = routing.vertx();
        this.context = vertx.getOrCreateContext();
        this.frames = frames;
        this.config = config;
    }

    void watch(Multi<ConversationEvent> events) {
        context.runOnContext(begin -> {
            if (response.closed()) {
                return;
            }
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
                    .putHeader("Cache-Control", "no-cache")
                    .putHeader("X-Accel-Buffering", "no");
            response.closeHandler(closed -> left());
            response.exceptionHandler(broken -> left());
            heartbeat = vertx.setPeriodic(config.heartbeat().toMillis(), beat -> keepAlive());
            response.write(KEEP_ALIVE);
            events.emitOn(work -> context.runOnContext(soon -> work.run()))
                    .subscribe()
                    .withSubscriber(this);
        });
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(ConversationEvent event) {
        pending.appendBytes(frames.of(event));
        flushSoon();
        if (pending.length() < WRITE_SIZE) {
            subscription().request(1);
        } else {
            hungry = true;
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!(failure instanceof StreamLeft)) {
            LOG.error("event stream broke, its viewer can resume code=internal-error", failure);
        }
        broken = true;
        onComplete();
    }

    @Override
    public void onComplete() {
        completed = true;
        flushSoon();
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            context.runOnContext(now -> flush());
        }
    }

    /** In slices, so that a viewer that takes a long answer slowly is seen to take it. */
    private void flush() {
        int written = 0;
        while (written < pending.length() && !isGone() && !response.writeQueueFull()) {
            int end = Math.min(pending.length(), written + WRITE_SIZE);
            response.write(pending.slice(written, end));
            written = end;
        }
        pending = pending.getBuffer(written, pending.length());
        if (isGone()) {
            return;
        }
        if (pending.length() > 0) {
            whenTaken();
        } else {
            flushed();
        }
    }

    private void whenTaken() {
        stall = vertx.setTimer(config.stall().toMillis(), stalled -> cut());
        response.drainHandler(drained -> {
            vertx.cancelTimer(stall);
            flush();
        });
    }

    private void flushed() {
        flushing = false;
        if (completed) {
            stopTimers();
            end();
        } else if (hungry) {
            hungry = false;
            subscription().request(1);
        }
    }

    private void end() {
        if (broken) {
            response.reset();
        } else {
            response.end();
        }
    }

    private boolean isGone() {
        return response.closed() || response.ended();
    }

    private Subscription subscription() {
        return Objects.requireNonNull(subscription, "subscription");
    }

    private void keepAlive() {
        if (!isGone() && !response.writeQueueFull()) {
            response.write(KEEP_ALIVE);
        }
    }

    private void cut() {
        LOG.infof("viewer cut, it takes nothing for %s", config.stall());
        left();
        response.reset();
    }

    private void left() {
        stopTimers();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void stopTimers() {
        vertx.cancelTimer(heartbeat);
        vertx.cancelTimer(stall);
    }
}
