package dev.parley.orchestrator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.stream.LiveKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveKeysTest {

    private static final UUID ID = UUID.fromString("3f2a7c52-9a4e-4a57-8f0e-0d6b7a1c2e34");

    private final LiveKey key = new LiveKey(new ConversationKey("acme", ID), 7);

    @Test
    void keys_carry_the_tenant_and_keep_a_conversation_together() {
        String together = "parley:live:{acme:3f2a7c52-9a4e-4a57-8f0e-0d6b7a1c2e34}";

        assertThat(LiveKeys.chunks(key)).isEqualTo(together + ":7");
        assertThat(LiveKeys.text(key, 12)).isEqualTo(together + ":7:12");
    }

    @Test
    void a_readers_rings_are_nobodys_conversation() {
        assertThat(LiveKeys.wake(ID)).isEqualTo("parley:live:wake:3f2a7c52-9a4e-4a57-8f0e-0d6b7a1c2e34");
    }
}
