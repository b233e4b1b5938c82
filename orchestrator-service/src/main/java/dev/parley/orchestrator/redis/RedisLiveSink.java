package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.orchestrator.stream.Utf8;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is said for a moment and sends it, one batch at a time. What Redis did not take it gets with the next batch:
 * nothing waits for Redis, and nothing is lost that the sink has seen.
 */
final class RedisLiveSink implements LiveSink {

    private static final Logger LOG = Logger.getLogger(RedisLiveSink.class);

    /** A Redis that failed is not asked with every token. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final LiveScript script;
    private final Delays delays;
    private final Clock clock;
    private final Duration batch;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private int sent;
    private long sentBytes;
    private boolean sending;
    private boolean scheduled;
    private boolean failing;
    private Instant notBefore = Instant.MIN;

    RedisLiveSink(LiveScript script, Delays delays, Clock clock, Duration batch) {
        this.script = script;
        this.delays = delays;
        this.clock = clock;
        this.batch = batch;
    }

    @Override
    public void text(String content) {
        synchronized (this) {
            text.append(content);
        }
        flushSoon();
    }

    @Override
    public void thought(String content) {
        synchronized (this) {
            thoughts.append(content);
        }
        flushSoon();
    }

    @Override
    public void close() {
        flush();
    }

    /** At once if nothing was sent lately, else when the batch is due. */
    private void flushSoon() {
        Duration wait;
        synchronized (this) {
            if (sending || scheduled) {
                return;
            }
            scheduled = true;
            wait = Duration.between(clock.instant(), notBefore.equals(Instant.MIN) ? clock.instant() : notBefore);
        }
        delays.after(wait).subscribe().with(due -> flush(), surprise -> LOG.error("live batch lost", surprise));
    }

    private void flush() {
        Uni<Void> sending = next();
        if (sending != null) {
            sending.subscribe().with(done -> ended(null), this::ended);
        }
    }

    private synchronized @Nullable Uni<Void> next() {
        scheduled = false;
        int end = wholeCharacters();
        if (sending || (thoughts.isEmpty() && end <= sent)) {
            return null;
        }
        sending = true;
        notBefore = clock.instant().plus(batch);
        if (!thoughts.isEmpty()) {
            String content = thoughts.toString();
            thoughts.setLength(0);
            return script.thought(content);
        }
        int from = sent;
        long offset = sentBytes;
        String content = text.substring(from, end);
        sent = end;
        sentBytes += Utf8.length(content);
        return script.text(offset, content, () -> before(from));
    }

    private synchronized String before(int end) {
        return text.substring(0, end);
    }

    /** A pair of surrogates that comes in two pieces is sent as one. */
    private int wholeCharacters() {
        int length = text.length();
        return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    private void ended(@Nullable Throwable failure) {
        boolean more;
        synchronized (this) {
            sending = false;
            if (failure != null) {
                notBefore = clock.instant().plus(REST);
                if (!failing) {
                    LOG.warnf("live text is not shown, Redis is away cause=%s", failure.getMessage());
                }
            }
            failing = failure != null;
            more = wholeCharacters() > sent || !thoughts.isEmpty();
        }
        if (more) {
            flushSoon();
        }
    }
}
