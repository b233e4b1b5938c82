package dev.parley.ideas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class ConversationIdeasResourceTest {

    private final RegistryClient registry = RegistryClient.ofNewConversation();

    @Test
    void only_confirmed_ideas_are_told_oldest_first() {
        registry.claim(1, 1, "Plant trees at the station.", "Paint the fence.");
        registry.claim(2, 1, "Mend the bridge.");
        registry.claim(3, 1, "Never to be confirmed.");
        registry.confirm(2, 1);
        registry.confirm(1, 1);

        ConversationIdeas ideas = registry.ideas("");

        assertThat(ideas.ideas())
                .extracting(Idea::text)
                .containsExactly("Plant trees at the station.", "Paint the fence.", "Mend the bridge.");
        assertThat(ideas.newIdeas()).isEqualTo(3);
        assertThat(ideas.repeatedIdeas()).isZero();
    }

    @Test
    void the_last_ideas_are_those_mentioned_for_the_first_time() {
        registry.claim(1, 1, "Plant trees at the station.", "Paint the fence.");
        registry.claim(2, 1, "Mend the bridge.", "Paint the fence.");
        registry.confirm(1, 1);
        registry.confirm(2, 1);

        ConversationIdeas ideas = registry.ideas("?last=2");

        assertThat(ideas.ideas()).extracting(Idea::text).containsExactly("Paint the fence.", "Mend the bridge.");
        assertThat(ideas.ideas()).extracting(Idea::verdict).containsOnly(Verdict.NEW);
        assertThat(ideas.newIdeas()).isEqualTo(3);
        assertThat(ideas.repeatedIdeas()).isEqualTo(1);
    }

    @Test
    void a_conversation_that_nobody_claimed_for_has_no_ideas() {
        assertThat(registry.ideas("?last=30")).isEqualTo(new ConversationIdeas(java.util.List.of(), 0, 0));
    }

    @Test
    void ideas_that_are_taken_away_are_gone_for_this_tenant_alone_and_new_when_they_are_said_again() {
        RegistryClient other = new RegistryClient("stranger", registry.conversation());
        registry.claim(1, 1, "Mend the bridge.");
        registry.confirm(1, 1);
        registry.claim(2, 1, "Provisional only.");
        other.claim(1, 1, "Mend the bridge.");
        other.confirm(1, 1);

        registry.remove();
        registry.remove();

        assertThat(registry.ideas("").ideas()).isEmpty();
        assertThat(other.ideas("").ideas()).hasSize(1);
        assertThat(registry.claim(1, 1, "Mend the bridge.", "Provisional only."))
                .extracting(Idea::verdict)
                .containsOnly(Verdict.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "thirty", "10001"})
    void a_wrong_number_of_ideas_is_refused(String last) {
        registry.request()
                .get("/internal/conversations/" + registry.conversation() + "/ideas?last=" + last)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("field", equalTo("last"));
    }

    @Test
    void a_conversation_without_a_proper_id_is_not_found() {
        registry.request()
                .get("/internal/conversations/seven/ideas")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }
}
