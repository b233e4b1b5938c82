package dev.parley.agent.talk;

import dev.parley.agent.gateway.EventId;
import dev.parley.agent.gateway.StreamedEvent;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one telling of several connections: nothing twice, nothing from before the listener came. */
final class Retelling {

    private final Instant after;
    private boolean arrived;
    private @Nullable EventId last;

    Retelling(Instant after) {
        this.after = after;
        this.arrived = after.equals(Instant.MIN);
    }

    /** The last event that came, told or not. */
    @Nullable
    EventId last() {
        return last;
    }

    /** What of this event is news. */
    Optional<StreamedEvent> next(StreamedEvent event) {
        if (event.known().isEmpty()) {
            return arrived ? Optional.of(event) : Optional.empty();
        }
        ConversationEvent known = event.known().get();
        Optional<EventId> id = EventId.parse(known.id());
        if (id.isPresent() && last != null && id.get().compareTo(last) <= 0) {
            return Optional.empty();
        }
        StreamedEvent news = known instanceof TurnSnapshot snapshot ? unheardPart(event, snapshot, id) : event;
        last = id.orElse(last);
        arrived = arrived || known.timestamp().isAfter(after);
        return arrived ? Optional.of(news) : Optional.empty();
    }

    /** A snapshot holds the whole text so far; its first bytes may have been told piece by piece. */
    private StreamedEvent unheardPart(StreamedEvent event, TurnSnapshot snapshot, Optional<EventId> id) {
        byte[] text = snapshot.content().getBytes(StandardCharsets.UTF_8);
        if (last == null || id.isEmpty() || id.get().seq() != last.seq() || last.offset() > text.length) {
            return event;
        }
        String rest = new String(Arrays.copyOfRange(text, (int) last.offset(), text.length), StandardCharsets.UTF_8);
        return new StreamedEvent(
                event.json(),
                Optional.of(new TurnSnapshot(
                        snapshot.id(), snapshot.conversation(), snapshot.timestamp(), snapshot.turn(), rest)));
    }
}
