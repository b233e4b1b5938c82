package dev.parley.ideas.redis;

import static dev.parley.protocol.idea.Verdict.NEW;
import static dev.parley.protocol.idea.Verdict.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.CanonicalKey;
import dev.parley.ideas.novelty.Ground;
import dev.parley.ideas.novelty.IdeaIndex;
import dev.parley.ideas.novelty.IdeaRef;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.Idea;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RegistryTest
class RedisIdeaIndexTest {

    private static final String LAMPS = "Replace the street lamps with LEDs.";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RegistryClient registry = RegistryClient.ofNewConversation();
    private final RegistryId id = new RegistryId(registry.tenant(), registry.conversation());

    @Inject
    IdeaIndex index;

    @Inject
    RedisDataSource redis;

    @Test
    void an_index_of_another_state_notes_nothing() {
        Candidate lamps = candidate(1, LAMPS);
        index.note(ground(0, 77), List.of(lamps)).await().atMost(SOON);

        assertThat(index.note(ground(0, 78), List.of(lamps)).await().atMost(SOON))
                .isEmpty();
        assertThat(index.note(ground(76, 78), List.of(lamps)).await().atMost(SOON))
                .isEmpty();
        assertThat(index.note(ground(77, 78), List.of(lamps)).await().atMost(SOON))
                .contains(List.of(lamps));
    }

    @Test
    void what_was_noted_for_a_claim_that_was_never_kept_is_not_believed() {
        index.note(ground(0, 77), List.of(candidate(1, LAMPS))).await().atMost(SOON);

        List<Idea> ideas = registry.claim(1, 1, LAMPS);

        assertThat(ideas).extracting(Idea::verdict).containsExactly(NEW);
    }

    @Test
    void an_index_of_many_pages_is_made_anew_whole() {
        String[] many = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> "Plant " + i + " trees at the station.")
                .toArray(String[]::new);
        registry.claim(1, 1, many);
        redis.key().del("parley:ideas:{local:" + registry.conversation() + "}");

        List<Idea> ideas = registry.claim(2, 1, many);

        assertThat(ideas).hasSize(11).extracting(Idea::verdict).containsOnly(REPEATED);
        assertThat(redis.key().keys("parley:ideas:{local:" + registry.conversation() + "}*"))
                .hasSize(1);
    }

    @Test
    void an_index_does_not_stay_for_ever() {
        registry.claim(1, 1, LAMPS);

        long left = redis.key().pttl("parley:ideas:{local:" + registry.conversation() + "}");

        assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    }

    private Ground ground(long state, long next) {
        return new Ground(id, state, next, (after, size) -> Uni.createFrom().item(List.of()));
    }

    private static Candidate candidate(long claim, String text) {
        return new Candidate(new IdeaRef(claim, 1), CanonicalKey.of(text).fingerprint(), 1, "agent \"1\"\t", text);
    }

    @Test
    void an_entry_is_read_as_it_was_written() {
        Candidate odd = new Candidate(
                new IdeaRef(1L << 40, 200), "key", 9, "critic \"2\"\n", "ש״ח 💡 \\ [1,2]" + UUID.randomUUID());

        assertThat(IndexEntry.read("key", IndexEntry.write(odd))).isEqualTo(odd);
    }
}
