package dev.parley.agent.talk;

import dev.parley.agent.gateway.StreamedEvent;
import dev.parley.agent.screen.Paint;
import dev.parley.agent.screen.SafeText;
import dev.parley.agent.screen.Screen;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import dev.parley.protocol.event.ConversationEvent.ConversationPaused;
import dev.parley.protocol.event.ConversationEvent.ConversationResumed;
import dev.parley.protocol.event.ConversationEvent.ConversationStarted;
import dev.parley.protocol.event.ConversationEvent.RoundCompleted;
import dev.parley.protocol.event.ConversationEvent.RoundStarted;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import dev.parley.protocol.event.ConversationEvent.TurnRetrying;
import dev.parley.protocol.event.ConversationEvent.TurnSkipped;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells a conversation to a person, as it happens. */
public final class Report implements Listener {

    private final Screen screen;
    private final Paint paint;
    private final LongSupplier nanos;
    private final Tally tally;
    private final String page;
    private final Speed speed = new Speed();

    /**
     * Tells this conversation there.
     *
     * @param page where it can be watched as well
     */
    public static Report of(Screen screen, Paint paint, Conversation conversation, String page) {
        Tally tally = new Tally(conversation.machines(), conversation.numRounds());
        return new Report(screen, paint, tally, page, System::nanoTime);
    }

    /**
     * Tells it there.
     *
     * @param tally as it stands before the first event
     * @param page where it can be watched as well
     * @param nanos the time, in nanoseconds from any moment
     */
    Report(Screen screen, Paint paint, Tally tally, String page, LongSupplier nanos) {
        this.screen = screen;
        this.paint = paint;
        this.tally = tally;
        this.page = page;
        this.nanos = nanos;
    }

    @Override
    public synchronized void heard(StreamedEvent streamed) {
        streamed.known().ifPresent(event -> {
            tally.count(event);
            if (!tellOfTurn(event)) {
                tellOfConversation(event);
            }
            screen.progress(progress());
        });
    }

    @Override
    public synchronized void remark(String text) {
        screen.line(paint.alarming(SafeText.line(text)));
    }

    @Override
    public synchronized void tick() {
        screen.progress(progress());
    }

    @Override
    public synchronized void over() {
        screen.endFlow();
        screen.progress("");
    }

    @Override
    public boolean isGone() {
        return screen.isGone();
    }

    private boolean tellOfTurn(ConversationEvent event) {
        if (event instanceof Token token) {
            flow(token.content());
        } else if (event instanceof TurnSnapshot snapshot) {
            flow(snapshot.content());
        } else if (event instanceof TurnStarted started) {
            begin(started);
        } else if (event instanceof TurnCompleted completed) {
            complete(completed);
        } else if (event instanceof TurnRetrying retrying) {
            remark("%s failed (%s): attempt %d, which may be silent for %d s. What it had said is void."
                    .formatted(
                            tally.agent(retrying.turn()), retrying.reason(), retrying.attempt(), retrying.silence()));
        } else if (event instanceof TurnInterrupted interrupted) {
            remark("%s was interrupted (%s). What it had said is %s."
                    .formatted(
                            tally.agent(interrupted.turn()),
                            interrupted.reason(),
                            interrupted.message() == null ? "void" : "kept"));
        } else if (event instanceof TurnSkipped skipped) {
            remark("%s could not answer (%s); the conversation goes on without it."
                    .formatted(tally.agent(skipped.turn()), skipped.reason()));
        } else {
            return false;
        }
        return true;
    }

    private void tellOfConversation(ConversationEvent event) {
        if (event instanceof ConversationStarted started) {
            screen.line(paint.strong(SafeText.line(started.subject())));
            screen.line(paint.faint("conversation " + started.conversation()));
            screen.line(paint.faint("page: " + page));
        } else if (event instanceof RoundStarted started) {
            screen.line("");
            screen.line(paint.faint("--- round " + started.round() + ofPlanned() + " ---"));
        } else if (event instanceof RoundCompleted completed) {
            screen.line(paint.faint("--- round %d done: %d new ideas, %d repeated ---"
                    .formatted(completed.round(), completed.newIdeas(), completed.repeatedIdeas())));
        } else if (event instanceof ConversationPaused paused) {
            remark("The conversation waits (" + paused.by() + ").");
        } else if (event instanceof ConversationResumed) {
            screen.line(paint.faint("The conversation goes on."));
        } else if (event instanceof ConversationCompleted completed) {
            Ending.tell(completed, tally, screen, paint);
        }
    }

    private void begin(TurnStarted started) {
        speed.begin(nanos.getAsLong());
        String attempt = started.attempt() > 1 ? ", attempt " + started.attempt() : "";
        screen.line("");
        screen.line(paint.agent(
                        tally.place(started.agent()),
                        SafeText.line(started.agent().toUpperCase(Locale.ROOT)))
                + paint.faint(" (" + SafeText.line(started.model()) + attempt + ")"));
    }

    private void flow(String content) {
        speed.add(content.getBytes(StandardCharsets.UTF_8).length, nanos.getAsLong());
        screen.flow(SafeText.of(content));
    }

    private void complete(TurnCompleted completed) {
        speed.end(completed.tokens());
        screen.endFlow();
        double seconds = completed.durationMs() / 1000.0;
        screen.line(paint.faint("[%d tokens in %.1f s, %.1f tokens/s%s; ideas: %d new, %d repeated]"
                .formatted(
                        completed.tokens(),
                        seconds,
                        seconds > 0 ? completed.tokens() / seconds : 0,
                        completed.node() == null ? "" : ", " + SafeText.line(completed.node()),
                        completed.newIdeas(),
                        completed.repeatedIdeas())));
    }

    private String progress() {
        return tally.open().map(this::progress).orElse("");
    }

    private String progress(TurnStarted open) {
        long now = nanos.getAsLong();
        String pace = speed.isSilent()
                ? "silent for %d s".formatted(speed.since(now).toSeconds())
                : "%.0f tokens/s".formatted(speed.tokensPerSecond(now));
        return "round %d%s | turn %d, %s | %s | ideas: %d new, %d repeated"
                .formatted(
                        open.round(),
                        ofPlanned(),
                        open.turn(),
                        SafeText.line(open.agent()),
                        pace,
                        tally.newIdeas().size(),
                        tally.repeatedIdeas().size());
    }

    private String ofPlanned() {
        return tally.plannedRounds() > 0 ? " of " + tally.plannedRounds() : "";
    }
}
