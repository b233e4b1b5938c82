package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.pace.Bell;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Follows one conversation for one viewer. It is pulled: what the viewer has not asked for is not read. The log leads; live
 * text is only shown for the attempt that the log's last line opens, so text of a stale owner has no way in.
 */
final class Follower {

    /** The last pull of all; an object of its own, told apart from "nothing yet" by identity. */
    static final List<ConversationEvent> END = Collections.unmodifiableList(new ArrayList<>());

    /** A store that did not answer is asked again after this. */
    private static final Duration STORE_BREATH = Duration.ofSeconds(1);

    private final ConversationKey conversation;
    private final DurablePlane log;
    private final LivePlane live;
    private final LiveTail tail;
    private final Delays delays;
    private final int page;
    private final Bell bell = new Bell();
    private final AtomicBoolean logMayHaveMore = new AtomicBoolean(true);
    private final Cancellable watch;
    private EventId position;
    private @Nullable OpenAttempt open;
    private boolean textWanted;
    private boolean arriving = true;
    private boolean ended;
    private volatile boolean dismissed;

    Follower(ConversationKey conversation, EventId position, Planes planes, Delays delays, Clock clock, Bounds bounds) {
        this.conversation = conversation;
        this.position = position;
        this.log = planes.log();
        this.live = planes.live();
        this.delays = delays;
        this.page = bounds.page();
        this.tail = new LiveTail(conversation.id(), live, clock, bounds.buffer(), bell::ring);
        this.watch = planes.wakes().watch(conversation.id(), this::logGrew);
    }

    /** Where events come from. */
    record Planes(DurablePlane log, LivePlane live, Wakes wakes) {}

    /** How much is held for a viewer. */
    record Bounds(int page, int buffer) {}

    /** The next events in order, perhaps none yet; {@link #END} when there will be no more. Fails once dismissed. */
    Uni<List<ConversationEvent>> next() {
        if (dismissed) {
            return Uni.createFrom().failure(new StreamLeft());
        }
        if (logMayHaveMore.compareAndSet(true, false)) {
            return readLog();
        }
        if (ended) {
            return Uni.createFrom().item(END);
        }
        OpenAttempt attempt = open;
        if (attempt != null) {
            if (textWanted || tail.takeIncomplete()) {
                return readText(attempt);
            }
            List<ConversationEvent> heard = tail.take(attempt, position.offset());
            if (!heard.isEmpty()) {
                return Uni.createFrom().item(seen(heard));
            }
        }
        return bell.next().replaceWith(List::of);
    }

    /** Breaks the stream off where it stands; its viewer resumes elsewhere. */
    void dismiss() {
        dismissed = true;
        bell.ring();
    }

    void close() {
        watch.cancel();
        tail.close();
    }

    private void logGrew() {
        logMayHaveMore.set(true);
        bell.ring();
    }

    private Uni<List<ConversationEvent>> readLog() {
        return log.read(conversation, Math.max(1, position.seq()), page)
                .map(this::told)
                .onFailure(StoreUnavailable.class)
                .recoverWithUni(away -> delays.after(STORE_BREATH).map(rested -> {
                    logMayHaveMore.set(true);
                    return List.of();
                }));
    }

    private List<ConversationEvent> told(LogPage read) {
        List<ConversationEvent> events = new ArrayList<>();
        for (LoggedLine line : read.lines()) {
            events.addAll(
                    line.seq() == position.seq()
                            ? Lines.after(conversation.id(), line, position.offset())
                            : Lines.whole(conversation.id(), line));
            if (line.seq() > position.seq()) {
                position = new EventId(line.seq(), 0);
            }
        }
        if (read.lines().isEmpty()) {
            // Every conversation has its first line for as long as it exists.
            ended = true;
        } else if (read.more()) {
            logMayHaveMore.set(true);
        } else {
            ended = read.completed();
            reachedEnd(read.lines().get(read.lines().size() - 1));
        }
        return seen(events);
    }

    private void reachedEnd(LoggedLine last) {
        OpenAttempt before = open;
        open = null;
        if (last.entry() instanceof LogEntry.Told told
                && told.event() instanceof TurnStarted started
                && last.text() == null) {
            open = new OpenAttempt(last.seq(), last.fence(), started.turn());
            tail.follow(new LiveKey(conversation, last.fence()));
            textWanted |= !open.equals(before);
        } else {
            arriving = false;
        }
    }

    private Uni<List<ConversationEvent>> readText(OpenAttempt attempt) {
        textWanted = false;
        boolean late = arriving;
        arriving = false;
        return live.textSoFar(new LiveKey(conversation, attempt.fence()), attempt.seq())
                .map(text -> seen(tail.soFar(attempt, text, position.offset(), late)));
    }

    /** The place of the last event that has one. */
    private List<ConversationEvent> seen(List<ConversationEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            String id = events.get(i).id();
            if (id != null) {
                position = EventId.parse(id).orElseThrow();
                break;
            }
        }
        return events;
    }
}
