package dev.parley.ideas.claim;

import static dev.parley.ideas.ledger.Standing.CONFIRMED;
import static dev.parley.ideas.ledger.Standing.LAPSED;
import static dev.parley.ideas.ledger.Standing.PROVISIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ideas.claim.TurnClaims.Confirmation;
import dev.parley.ideas.claim.TurnClaims.Reply;
import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.Standing;
import dev.parley.protocol.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnClaimsTest {

    @Test
    void the_first_claim_of_a_turn_is_accepted() {
        assertThat(turn().claim(1, "a")).isEqualTo(new Reply.Accepted(Optional.empty()));
    }

    @Test
    void the_same_claim_is_told_again_whether_provisional_or_confirmed() {
        assertThat(turn(claim(5, 1, "a", PROVISIONAL)).claim(1, "a")).isEqualTo(new Reply.ToldAgain(5));
        assertThat(turn(claim(5, 1, "a", CONFIRMED)).claim(1, "a")).isEqualTo(new Reply.ToldAgain(5));
    }

    @Test
    void a_newer_attempt_supersedes_the_provisional_one() {
        Attempt first = claim(5, 1, "a", PROVISIONAL);

        assertThat(turn(first).claim(2, "b")).isEqualTo(new Reply.Accepted(Optional.of(first)));
    }

    @Test
    void another_answer_of_the_same_attempt_supersedes_the_first() {
        Attempt first = claim(5, 1, "a", PROVISIONAL);

        assertThat(turn(first).claim(1, "b")).isEqualTo(new Reply.Accepted(Optional.of(first)));
    }

    @Test
    void an_older_attempt_comes_too_late_even_after_the_newer_has_lapsed() {
        assertThat(codeOf(turn(claim(5, 2, "b", PROVISIONAL)).claim(1, "a"))).isEqualTo(ProblemCode.STALE_CLAIM);
        assertThat(codeOf(turn(claim(5, 2, "b", LAPSED)).claim(1, "a"))).isEqualTo(ProblemCode.STALE_CLAIM);
    }

    @Test
    void the_same_claim_comes_back_after_it_has_lapsed() {
        assertThat(turn(claim(4, 1, "a", LAPSED), claim(5, 1, "a", LAPSED)).claim(1, "a"))
                .isEqualTo(new Reply.Revived(5));
    }

    @Test
    void a_confirmed_turn_takes_no_other_claim() {
        TurnClaims turn = turn(claim(5, 2, "b", CONFIRMED), claim(4, 1, "a", LAPSED));

        assertThat(codeOf(turn.claim(3, "c"))).isEqualTo(ProblemCode.STALE_CLAIM);
        assertThat(codeOf(turn.claim(1, "a"))).isEqualTo(ProblemCode.STALE_CLAIM);
        assertThat(codeOf(turn.claim(2, "c"))).isEqualTo(ProblemCode.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void a_provisional_claim_is_confirmed_once() {
        assertThat(turn(claim(5, 1, "a", PROVISIONAL)).confirm(1)).isEqualTo(new Confirmation.Stands(5));
        assertThat(turn(claim(5, 1, "a", CONFIRMED)).confirm(1)).isEqualTo(new Confirmation.Nothing());
    }

    @Test
    void what_nobody_claimed_cannot_be_confirmed() {
        assertThat(turn().confirm(1)).isEqualTo(new Confirmation.Nothing());
        assertThat(turn(claim(5, 1, "a", PROVISIONAL)).confirm(2)).isEqualTo(new Confirmation.Nothing());
    }

    @Test
    void a_lapsed_claim_comes_back_when_it_is_confirmed_and_the_live_one_lapses() {
        Attempt live = claim(6, 2, "b", PROVISIONAL);

        assertThat(turn(claim(4, 1, "a", LAPSED), claim(5, 1, "c", LAPSED)).confirm(1))
                .isEqualTo(new Confirmation.ComesBack(5, Optional.empty()));
        assertThat(turn(claim(5, 1, "a", LAPSED), live).confirm(1))
                .isEqualTo(new Confirmation.ComesBack(5, Optional.of(live)));
    }

    @Test
    void a_turn_is_confirmed_with_one_attempt_only() {
        Confirmation confirmation = turn(claim(5, 2, "b", CONFIRMED)).confirm(1);

        assertThat(confirmation).isInstanceOf(Confirmation.Refused.class);
        assertThat(((Confirmation.Refused) confirmation).refusal().detail())
                .isEqualTo("attempt: 1 (expected: 2, it is confirmed)");
    }

    private static TurnClaims turn(Attempt... attempts) {
        return new TurnClaims(3, List.of(attempts));
    }

    private static Attempt claim(long claim, int attempt, String answer, Standing standing) {
        return new Attempt(claim, attempt, answer, standing);
    }

    private static ProblemCode codeOf(Reply reply) {
        return ((Reply.Refused) reply).refusal().code();
    }
}
