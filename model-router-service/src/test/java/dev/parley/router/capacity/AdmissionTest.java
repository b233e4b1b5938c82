package dev.parley.router.capacity;

import static dev.parley.router.capacity.Verdicts.admitted;
import static dev.parley.router.capacity.Verdicts.isOpen;
import static dev.parley.router.capacity.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final ModelName LLAMA = ModelName.parse("llama3.2").orElseThrow();
    private static final ModelName QWEN = ModelName.parse("qwen3:8b").orElseThrow();
    private static final Place ALPHA = place("alpha", LLAMA, 2, 2);
    private static final Place BETA = place("beta", LLAMA, 1, 1);

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final ClaimsOnPaper claims = new ClaimsOnPaper();
    private final List<String> occupations = new ArrayList<>();
    private final Admission admission = new Admission(
            claims,
            (node, full) -> occupations.add(node + (full.getAsBoolean() ? " full" : " free")),
            ServiceTimes.unknown(),
            new QueueTerms(3, 1_000, 1, Duration.ofSeconds(10), Duration.ofSeconds(30)),
            clock);

    @Test
    void a_free_place_is_given_at_once_best_first() {
        Lease lease = admitted(admission.ask(wish(ALPHA, BETA)));

        assertThat(lease.place()).isEqualTo(ALPHA);
        assertThat(admission.running(ALPHA.node())).isEqualTo(1);
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void when_the_best_is_full_the_next_is_given() {
        admitted(admission.ask(wish(ALPHA, BETA)));
        admitted(admission.ask(wish(ALPHA, BETA)));

        Lease third = admitted(admission.ask(wish(ALPHA, BETA)));

        assertThat(third.place()).isEqualTo(BETA);
        assertThat(occupations).containsExactly("alpha full", "beta full");
    }

    @Test
    void a_models_own_cap_holds_within_the_nodes() {
        Place llama = place("gamma", LLAMA, 3, 1);
        Place qwen = place("gamma", QWEN, 3, 2);
        admitted(admission.ask(wish(llama)));

        Ticket second = admission.ask(wish(llama));
        Lease other = admitted(admission.ask(wish(qwen)));

        assertThat(isOpen(second)).isTrue();
        assertThat(other.place()).isEqualTo(qwen);
    }

    @Test
    void who_waits_is_served_first_come_first_served() {
        Lease held = admitted(admission.ask(wish(BETA)));
        Ticket first = admission.ask(wish(BETA));
        Ticket second = admission.ask(wish(BETA));

        held.release();

        assertThat(isOpen(first)).isFalse();
        assertThat(isOpen(second)).isTrue();
        admitted(first).release();
        assertThat(admitted(second).place()).isEqualTo(BETA);
    }

    @Test
    void who_waits_for_one_model_does_not_hold_up_another() {
        admitted(admission.ask(wish(BETA)));
        Ticket waiting = admission.ask(wish(BETA));

        Lease other = admitted(admission.ask(wish(ALPHA)));

        assertThat(isOpen(waiting)).isTrue();
        assertThat(other.place()).isEqualTo(ALPHA);
    }

    @Test
    void a_lease_given_back_twice_frees_one_place() {
        Lease one = admitted(admission.ask(wish(ALPHA)));
        admitted(admission.ask(wish(ALPHA)));

        one.release();
        one.release();

        assertThat(admission.running(ALPHA.node())).isEqualTo(1);
        assertThat(claims.held).hasSize(1);
    }

    @Test
    void who_waits_too_long_is_refused() {
        admitted(admission.ask(wish(BETA)));
        Ticket busy = admission.ask(wish(BETA));
        Ticket nowhere = admission.ask(wish());

        clock.advance(Duration.ofSeconds(30));
        admission.tick();

        assertThat(refused(busy)).isEqualTo(Verdict.Reason.BUSY);
        assertThat(refused(nowhere)).isEqualTo(Verdict.Reason.NOWHERE);
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void a_door_that_closes_sends_away_who_waits_and_lets_in_who_finds_a_free_place() {
        Lease held = admitted(admission.ask(wish(BETA)));
        Ticket waiting = admission.ask(wish(BETA));

        admission.close();
        Ticket late = admission.ask(wish(BETA));
        Lease lucky = admitted(admission.ask(wish(ALPHA)));

        assertThat(refused(waiting)).isEqualTo(Verdict.Reason.CLOSING);
        assertThat(refused(late)).isEqualTo(Verdict.Reason.CLOSING);
        assertThat(lucky.place()).isEqualTo(ALPHA);
        assertThat(admission.waiting()).isZero();
        held.release();
        assertThat(admission.running(BETA.node())).isZero();
    }

    @Test
    void who_cannot_go_elsewhere_may_wait_behind_a_closing_door() {
        Lease held = admitted(admission.ask(wish(BETA)));
        Ticket waiting = admission.ask(wish(BETA));
        admission.close();

        Ticket back = admission.ask(wish(BETA), Optional.of(waiting));
        assertThat(isOpen(back)).isTrue();
        held.release();

        assertThat(admitted(back).place()).isEqualTo(BETA);
    }

    @Test
    void more_than_may_wait_are_refused_at_once() {
        admitted(admission.ask(wish(BETA)));
        for (int i = 0; i < 3; i++) {
            admission.ask(wish(BETA));
        }

        Ticket oneTooMany = admission.ask(wish(BETA));
        Lease elsewhere = admitted(admission.ask(wish(ALPHA)));

        assertThat(refused(oneTooMany)).isEqualTo(Verdict.Reason.FULL);
        assertThat(elsewhere.place()).isEqualTo(ALPHA);
        assertThat(admission.waiting()).isEqualTo(3);
    }

    @Test
    void bytes_that_wait_are_bounded_too() {
        admitted(admission.ask(wish(BETA)));
        admission.ask(wish(BETA).heavy(900));

        Ticket heavy = admission.ask(wish(BETA).heavy(200));

        assertThat(refused(heavy)).isEqualTo(Verdict.Reason.FULL);
    }

    @Test
    void who_leaves_frees_the_place_in_the_queue() {
        Lease held = admitted(admission.ask(wish(BETA)));
        Ticket first = admission.ask(wish(BETA));
        Ticket second = admission.ask(wish(BETA));

        first.leave();
        held.release();

        assertThat(refused(first)).isEqualTo(Verdict.Reason.LEFT);
        assertThat(admitted(second).place()).isEqualTo(BETA);
    }

    @Test
    void who_leaves_while_a_claim_is_on_its_way_holds_nothing() {
        claims.answering = false;
        Ticket ticket = admission.ask(wish(ALPHA));

        ticket.leave();
        claims.answerAll();

        assertThat(refused(ticket)).isEqualTo(Verdict.Reason.LEFT);
        assertThat(admission.running(ALPHA.node())).isZero();
        assertThat(claims.held).isEmpty();
    }

    @Test
    void what_other_routers_hold_is_not_taken_and_looked_at_again() {
        claims.refusing.add(ALPHA);
        Ticket ticket = admission.ask(wish(ALPHA));
        assertThat(isOpen(ticket)).isTrue();

        claims.refusing.clear();
        admission.tick();

        assertThat(admitted(ticket).place()).isEqualTo(ALPHA);
    }

    @Test
    void refused_by_the_others_at_the_best_place_it_takes_the_next() {
        claims.refusing.add(ALPHA);

        Lease lease = admitted(admission.ask(wish(ALPHA, BETA)));

        assertThat(lease.place()).isEqualTo(BETA);
        assertThat(admission.running(ALPHA.node())).isZero();
    }

    private static Place place(String node, ModelName model, int perNode, int perModel) {
        return new Place(new NodeId(node), model, new ConcurrencyLimit(perNode, perModel));
    }

    private static Asker wish(Place... places) {
        return Asker.named("ann").of(places);
    }
}
