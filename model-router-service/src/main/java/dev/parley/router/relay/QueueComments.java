package dev.parley.router.relay;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the client of a stream of events that it still waits: a comment now and then, which no reader takes for an event.
 * The first one brings the head of the answer with it, so from then on an error can only be told as an event.
 */
final class QueueComments {

    private static final long NO_TIMER = -1;

    private final Context context;
    private final Audience audience;
    private final Duration after;
    private final Supplier<String> standing;
    private final Supplier<MultiMap> head;
    private long timer = NO_TIMER;

    /**
     * Comments for those who wait.
     *
     * @param after how long it waits for the first comment, and then for the next
     * @param standing where it stands, in words
     * @param head the headers that are known before there is an answer
     */
    QueueComments(
            Context context, Audience audience, Duration after, Supplier<String> standing, Supplier<MultiMap> head) {
        this.context = context;
        this.audience = audience;
        this.after = after;
        this.standing = standing;
        this.head = head;
    }

    /**
     * For a request whose answer has room for them: an empty line between records breaks some clients, only events have.
     *
     * @param after empty for never
     */
    static Optional<QueueComments> of(
            Asked asked,
            Optional<Duration> after,
            Context context,
            Audience audience,
            Supplier<String> standing,
            Supplier<MultiMap> head) {
        boolean wanted = asked.streamed()
                && asked.endpoint().takesPlace()
                && asked.endpoint().surface().events().isPresent();
        return wanted
                ? after.map(wait -> new QueueComments(context, audience, wait, standing, head))
                : Optional.empty();
    }

    /** It waits from now on. */
    void begin() {
        if (timer == NO_TIMER) {
            timer = context.owner().setPeriodic(Math.max(1, after.toMillis()), fired -> comment());
        }
    }

    /** It does not wait any more. */
    void end() {
        if (timer != NO_TIMER) {
            context.owner().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void comment() {
        if (!audience.comment(head, "queued" + standing.get())) {
            end();
        }
    }
}
