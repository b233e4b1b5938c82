package dev.parley.orchestrator.stream;

import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.Thinking;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open attempt as one viewer follows it. Batches wait here, bounded, until the viewer has taken what came before; when
 * there are too many, or one is missing, the text is asked for as a whole.
 */
final class LiveTail {

    private final UUID conversation;
    private final LivePlane plane;
    private final Clock clock;
    private final int bound;
    private final Runnable ring;
    private final Deque<LiveChunk> waiting = new ArrayDeque<>();
    private boolean incomplete;
    private @Nullable LiveKey key;
    private @Nullable Cancellable following;

    LiveTail(UUID conversation, LivePlane plane, Clock clock, int bound, Runnable ring) {
        this.conversation = conversation;
        this.plane = plane;
        this.clock = clock;
        this.bound = bound;
        this.ring = ring;
    }

    /** Listens where this owner publishes, and nowhere else any more. */
    void follow(LiveKey now) {
        if (now.equals(key)) {
            return;
        }
        close();
        key = now;
        following = plane.follow(now, this::hear);
    }

    private void hear(LiveChunk chunk) {
        synchronized (this) {
            if (waiting.size() < bound) {
                waiting.add(chunk);
            } else {
                waiting.clear();
                incomplete = true;
            }
        }
        ring.run();
    }

    /** Whether something was missed, so that only the whole text helps. Asking forgets it. */
    synchronized boolean takeIncomplete() {
        boolean was = incomplete;
        incomplete = false;
        return was;
    }

    /** What came for this attempt beyond the offset, up to the first gap. */
    List<ConversationEvent> take(OpenAttempt attempt, long offset) {
        List<ConversationEvent> events = new ArrayList<>();
        long reached = offset;
        for (LiveChunk chunk = poll(); chunk != null; chunk = poll()) {
            if (chunk.seq() != attempt.seq()) {
                continue;
            }
            if (chunk instanceof LiveChunk.Thought thought) {
                events.add(new Thinking(null, conversation, clock.instant(), attempt.turn(), thought.content()));
                continue;
            }
            LiveChunk.Text text = (LiveChunk.Text) chunk;
            long end = text.start() + Utf8.length(text.content());
            if (text.start() > reached) {
                missed();
                return events;
            }
            if (end > reached) {
                events.add(token(attempt, end, Utf8.from(text.content(), reached - text.start())));
                reached = end;
            }
        }
        return events;
    }

    /** The text so far as one event: all of it for a viewer that just came, the rest for one that has some of it. */
    List<ConversationEvent> soFar(OpenAttempt attempt, String text, long offset, boolean late) {
        long end = Utf8.length(text);
        if (end <= offset) {
            return List.of();
        }
        if (late && offset == 0) {
            String id = new EventId(attempt.seq(), end).toString();
            return List.of(new TurnSnapshot(id, conversation, clock.instant(), attempt.turn(), text));
        }
        return List.of(token(attempt, end, Utf8.from(text, offset)));
    }

    void close() {
        if (following != null) {
            following.cancel();
            following = null;
        }
        key = null;
        synchronized (this) {
            waiting.clear();
        }
    }

    private Token token(OpenAttempt attempt, long end, String content) {
        return new Token(
                new EventId(attempt.seq(), end).toString(), conversation, clock.instant(), attempt.turn(), content);
    }

    private synchronized @Nullable LiveChunk poll() {
        return waiting.poll();
    }

    private synchronized void missed() {
        waiting.clear();
        incomplete = true;
    }
}
