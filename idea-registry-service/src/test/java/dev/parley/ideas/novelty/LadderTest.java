package dev.parley.ideas.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final Ground GROUND = new Ground(
            new RegistryId("local", UUID.randomUUID()),
            1,
            2,
            (after, size) -> Uni.createFrom().item(List.of()));

    private final Candidate lamps = candidate(1, "lamps");
    private final Candidate roofs = candidate(2, "roofs");
    private final Candidate pool = candidate(3, "pool");

    @Test
    void a_rung_is_asked_only_for_what_the_rungs_below_call_new() {
        Finding found = Finding.repeats(new Match(new IdeaRef(9, 1), "lights", 0.95, "near", "critic said so."));
        Asked first = new Asked(List.of(Finding.unverified(), Finding.fresh(), Finding.fresh()));
        Asked second = new Asked(List.of(found, Finding.fresh()));

        List<Finding> findings = Ladder.of(first, second)
                .judge(GROUND, List.of(lamps, roofs, pool))
                .await()
                .indefinitely();

        assertThat(findings).containsExactly(Finding.unverified(), found, Finding.fresh());
        assertThat(second.ideas).containsExactly(roofs, pool);
    }

    @Test
    void without_ideas_nobody_is_asked() {
        Asked rung = new Asked(List.of());

        assertThat(Ladder.of(rung).judge(GROUND, List.of()).await().indefinitely())
                .isEmpty();
        assertThat(rung.asked).isFalse();
    }

    @Test
    void an_idea_is_new_if_it_is_its_own_first() {
        List<Finding> findings = judge(new Answering(Optional.of(List.of(lamps, lamps))), lamps, roofs);

        assertThat(findings.get(0)).isEqualTo(Finding.fresh());
        assertThat(findings.get(1).match()).isEqualTo(Match.exact(roofs, lamps));
    }

    @Test
    void an_index_that_is_out_of_date_is_made_anew_and_asked_again() {
        assertThat(judge(new Answering(Optional.empty()), roofs)).containsExactly(Finding.fresh());
    }

    @Test
    void without_an_index_only_what_an_answer_repeats_itself_is_certain() {
        Candidate again = new Candidate(new IdeaRef(1, 2), lamps.key(), 1, "critic", "LAMPS");
        Candidate elsewhere = new Candidate(new IdeaRef(2, 1), lamps.key(), 2, "synth", "lamps");

        List<Finding> findings = judge(new Away(), lamps, again, elsewhere);

        assertThat(findings)
                .containsExactly(
                        Finding.unverified(), Finding.repeats(Match.exact(again, lamps)), Finding.unverified());
    }

    private static List<Finding> judge(IdeaIndex index, Candidate... ideas) {
        return Ladder.exact(index).judge(GROUND, List.of(ideas)).await().indefinitely();
    }

    private static Candidate candidate(long claim, String text) {
        return new Candidate(new IdeaRef(claim, 1), CanonicalKey.of(text).fingerprint(), 1, "critic", text);
    }

    /** A rung that remembers what it was asked. */
    private static final class Asked implements Rung {

        private final List<Finding> answer;
        private final List<Candidate> ideas = new ArrayList<>();
        private boolean asked;

        Asked(List<Finding> answer) {
            this.answer = answer;
        }

        @Override
        public Uni<List<Finding>> look(Ground ground, List<Candidate> some) {
            asked = true;
            ideas.addAll(some);
            return Uni.createFrom().item(answer);
        }
    }

    /** An index that answers this, or is out of date; made anew, it holds nothing yet. */
    private record Answering(Optional<List<Candidate>> firsts) implements IdeaIndex {

        @Override
        public Uni<Optional<List<Candidate>>> note(Ground ground, List<Candidate> ideas) {
            return Uni.createFrom().item(firsts);
        }

        @Override
        public Uni<List<Candidate>> rebuildAndNote(Ground ground, List<Candidate> ideas) {
            return Uni.createFrom().item(ideas);
        }

        @Override
        public Uni<Void> drop(RegistryId registry) {
            return Uni.createFrom().voidItem();
        }
    }

    /** An index that cannot be reached. */
    private static final class Away implements IdeaIndex {

        @Override
        public Uni<Optional<List<Candidate>>> note(Ground ground, List<Candidate> ideas) {
            return Uni.createFrom().failure(new IndexAway(new java.net.ConnectException("refused")));
        }

        @Override
        public Uni<Void> drop(RegistryId registry) {
            return Uni.createFrom().failure(new IndexAway(new java.net.ConnectException("refused")));
        }

        @Override
        public Uni<List<Candidate>> rebuildAndNote(Ground ground, List<Candidate> ideas) {
            return Uni.createFrom().failure(new IndexAway(new java.net.ConnectException("refused")));
        }
    }
}
