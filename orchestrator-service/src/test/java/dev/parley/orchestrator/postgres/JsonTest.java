package dev.parley.orchestrator.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.Ledger;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.protocol.event.ConversationEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void progress_as_the_first_version_wrote_it_is_read() {
        Progress read = Json.read("""
                {"lastRound":1,"lastTurn":1,"counts":{"rounds":0,"turns":0,"tokens":0,"newIdeas":0,"repeatedIdeas":0},
                 "round":{"number":1,"speaker":0,"newIdeas":0,"repeatedIdeas":0,"answered":0,"code":null},
                 "turn":{"turn":1,"round":1,"speaker":0,"attempt":1,"seq":3,"failures":0,"generations":0,
                         "substituted":"NONE","startedAt":"2026-01-31T08:00:00Z"},
                 "target":5,"single":null,"notBefore":null,"countedFrom":"2026-01-31T08:00:00Z"}""", Progress.class);

        assertThat(read.ledger()).isEqualTo(Ledger.NONE);
        assertThat(read.interventions()).isEqualTo(Interventions.NONE);
        assertThat(read.recent()).isEmpty();
        assertThat(read.turn().continues()).isNull();
        assertThat(Json.read(Json.write(read), Progress.class)).isEqualTo(read);
    }

    @Test
    void a_spec_as_the_first_version_wrote_it_is_read() {
        ConversationSpec read = Json.read("""
                {"subject":"s","speakers":[{"agent":{"agent":"critic","role":"critic","model":"m","max_tokens":700,
                 "timeout":120},"system":null}],"numRounds":5,"pauseSeconds":3,"historyLimit":50,"language":"en",
                 "mode":"rounds","compat":null,"autoRun":true,"ideasInPrompt":"last30"}""", ConversationSpec.class);

        assertThat(read.stop()).isNull();
        assertThat(read.agents().get(0).onFailure()).isNull();
    }

    @Test
    void what_progress_has_learned_is_read_as_it_was_written() {
        Progress progress = Progress.none(3, Instant.parse("2026-01-31T08:00:00Z"));

        assertThat(Json.read(Json.write(progress), Progress.class)).isEqualTo(progress);
    }

    @Test
    void a_line_of_a_kind_that_is_not_known_is_told_apart_from_one_that_is() {
        var newer = Json.object().put("type", "conversation.dreamed").put("id", "1.0");

        assertThat(Json.known(newer, ConversationEvent.class)).isEmpty();
    }
}
