package dev.parley.agent.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.gateway.StreamedEvent;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.Thinking;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetellingTest {

    private static final UUID ID = UUID.fromString("6e2f7f3e-2b1c-4a52-9a52-0d3c4b5a6f70");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Retelling retelling = new Retelling(Instant.MIN);

    @Test
    void an_event_is_told_once() {
        retelling.next(token("3.5", "Hello"));

        assertThat(retelling.next(token("3.5", "Hello"))).isEmpty();
        assertThat(retelling.next(token("3.4", "Hell"))).isEmpty();
        assertThat(retelling.next(token("3.11", " world"))).isPresent();
    }

    @Test
    void of_a_snapshot_only_the_unheard_part_is_told() {
        retelling.next(token("3.6", "două")); // six bytes with the space before it

        Optional<StreamedEvent> told = retelling.next(streamed(new TurnSnapshot("3.13", ID, NOON, 1, " două idei!")));

        assertThat(contentOf(told)).isEqualTo(" idei!");
    }

    @Test
    void of_a_snapshot_of_another_attempt_everything_is_told() {
        retelling.next(token("3.5", "Hello"));

        Optional<StreamedEvent> told = retelling.next(streamed(new TurnSnapshot("7.9", ID, NOON, 1, "Hello you")));

        assertThat(contentOf(told)).isEqualTo("Hello you");
    }

    @Test
    void what_has_no_id_is_always_told() {
        retelling.next(token("3.5", "Hello"));

        assertThat(retelling.next(streamed(new Thinking(null, ID, NOON, 1, "hm"))))
                .isPresent();
        assertThat(retelling.last()).hasToString("3.5");
    }

    @Test
    void what_happened_before_the_listener_came_is_passed_over() {
        Retelling late = new Retelling(NOON);

        Optional<StreamedEvent> before = late.next(started("1.0", NOON));
        Optional<StreamedEvent> unknownBefore = late.next(new StreamedEvent("{}", Optional.empty()));
        Optional<StreamedEvent> after = late.next(started("2.0", NOON.plusMillis(1)));

        assertThat(before).isEmpty();
        assertThat(unknownBefore).isEmpty();
        assertThat(after).isPresent();
    }

    private static StreamedEvent started(String id, Instant at) {
        return streamed(new TurnStarted(id, ID, at, 1, 1, "critic", Role.CRITIC, "m", 1, null));
    }

    private static StreamedEvent token(String id, String content) {
        return streamed(new Token(id, ID, NOON, 1, content));
    }

    private static StreamedEvent streamed(ConversationEvent event) {
        return new StreamedEvent("{}", Optional.of(event));
    }

    private static String contentOf(Optional<StreamedEvent> told) {
        return ((TurnSnapshot) told.orElseThrow().known().orElseThrow()).content();
    }
}
