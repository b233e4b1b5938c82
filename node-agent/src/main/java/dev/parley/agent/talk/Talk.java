package dev.parley.agent.talk;

import dev.parley.agent.gateway.EventId;
import dev.parley.agent.gateway.EventStream;
import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.gateway.GatewayRefused;
import dev.parley.agent.gateway.StreamedEvent;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one conversation until it ends. A connection that breaks is opened again where it broke; every event is told
 * once, in order.
 */
public final class Talk {

    /** A gateway that is only restarted is back within a few of these; each is twice as long as the one before. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    /** Longer than any part of the house takes to come back. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Gateway gateway;
    private final UUID conversation;
    private final Listener listener;
    private final Retelling retelling;
    private final Duration patience;

    /**
     * Listens from the first event that happened after this moment.
     *
     * @param after earlier events are passed over in silence
     */
    public Talk(Gateway gateway, UUID conversation, Listener listener, Instant after) {
        this(gateway, conversation, listener, after, PATIENCE);
    }

    Talk(Gateway gateway, UUID conversation, Listener listener, Instant after, Duration patience) {
        this.gateway = gateway;
        this.conversation = conversation;
        this.listener = listener;
        this.retelling = new Retelling(after);
        this.patience = patience;
    }

    /**
     * Returns when the conversation has ended, or, without an ending, when nobody reads any more.
     *
     * @throws IOException if the gateway cannot be reached for longer than a part of the house takes to come back
     * @throws GatewayRefused if it does not let us listen
     */
    public Optional<ConversationCompleted> listen() throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        long lastHeard = System.nanoTime();
        boolean lost = false;
        while (true) {
            EventId before = retelling.last();
            IOException failure = null;
            try {
                Optional<ConversationCompleted> ending = listenOnce();
                if (ending.isPresent() || listener.isGone()) {
                    return ending;
                }
            } catch (IOException e) {
                failure = e;
            }
            if (!Objects.equals(before, retelling.last())) {
                lastHeard = System.nanoTime();
                lost = false;
            }
            lost = giveUpOrRemark(lost, lastHeard, failure);
            Thread.sleep(pause.toMillis());
            pause = lost ? longer(pause) : FIRST_PAUSE;
        }
    }

    private boolean giveUpOrRemark(boolean lost, long lastHeard, @Nullable IOException failure) throws IOException {
        if (System.nanoTime() - lastHeard > patience.toNanos()) {
            throw failure == null ? new IOException("the gateway ends the stream again and again") : failure;
        }
        if (!lost) {
            listener.remark("The connection broke; listening again from where it stopped.");
        }
        return true;
    }

    private Optional<ConversationCompleted> listenOnce() throws IOException {
        try (EventStream stream = open()) {
            StreamedEvent event = stream.next();
            while (event != null && !listener.isGone()) {
                Optional<StreamedEvent> news = retelling.next(event);
                news.ifPresent(listener::heard);
                Optional<ConversationEvent> known = news.flatMap(StreamedEvent::known);
                if (known.isPresent() && known.get() instanceof ConversationCompleted completed) {
                    return Optional.of(completed);
                }
                event = stream.next();
            }
            return Optional.empty();
        }
    }

    /** A service that is just being restarted is no reason to give up. */
    private EventStream open() throws IOException {
        try {
            return gateway.events(conversation, retelling.last());
        } catch (GatewayRefused e) {
            if (e.status() >= 500) {
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
