package dev.parley.router.capacity;

import static dev.parley.router.capacity.Verdicts.admitted;
import static dev.parley.router.capacity.Verdicts.isAdmitted;
import static dev.parley.router.capacity.Verdicts.isOpen;
import static dev.parley.router.capacity.Verdicts.refusal;
import static dev.parley.router.capacity.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is, between many callers and models. One service takes a second unless told otherwise. */
class QueueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ModelName LLAMA = ModelName.parse("llama3.2").orElseThrow();
    private static final ModelName QWEN = ModelName.parse("qwen3:8b").orElseThrow();
    private static final ModelName OTHER = ModelName.parse("all-minilm").orElseThrow();
    private static final Place ALPHA = place("alpha", LLAMA, 1);
    private static final Place ALPHA_QWEN = place("alpha", QWEN, 1);
    private static final Place BETA = place("beta", LLAMA, 1);

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final ClaimsOnPaper claims = new ClaimsOnPaper();
    private Duration serviceTime = SECOND;
    private final Admission admission = door(10_000, 0.5);

    @Test
    void a_thousand_queued_requests_of_one_delay_anothers_only_one_by_one_service_time() {
        Lease running = admitted(admission.ask(Asker.named("flood").of(ALPHA).patient(5_000)));
        IntStream.range(0, 1_000)
                .forEach(i -> admission.ask(Asker.named("flood").of(ALPHA).patient(5_000)));

        Ticket only = admission.ask(Asker.named("ann").of(ALPHA));
        Standing standing = only.standing().orElseThrow();
        clock.advance(SECOND);
        running.release();

        assertThat(isAdmitted(only)).isTrue();
        assertThat(standing).isEqualTo(new Standing(1, SECOND));
    }

    @Test
    void who_sends_one_after_another_waits_one_service_time_each_beside_a_flood() {
        Lease running = admitted(admission.ask(Asker.named("flood").of(ALPHA).patient(5_000)));
        List<Ticket> flood = new ArrayList<>();
        IntStream.range(0, 1_000)
                .forEach(i ->
                        flood.add(admission.ask(Asker.named("flood").of(ALPHA).patient(5_000))));

        for (int i = 0; i < 20; i++) {
            Ticket one = admission.ask(Asker.named("ann").of(ALPHA));
            clock.advance(SECOND);
            running.release();
            assertThat(isAdmitted(one)).isTrue();
            clock.advance(SECOND);
            admitted(one).release();
            running = admitted(flood.get(i));
        }
    }

    @Test
    void a_tenants_flood_delays_another_tenants_one_request_by_one_service_time() {
        Lease running = admitted(
                admission.ask(Asker.named("key").ofTenant("flood").of(ALPHA).patient(5_000)));
        IntStream.range(0, 1_000)
                .forEach(i -> admission.ask(
                        Asker.named("key").ofTenant("flood").of(ALPHA).patient(5_000)));
        Ticket only = admission.ask(Asker.named("key").ofTenant("other").of(ALPHA));

        follow(running, only);
    }

    @Test
    void two_tenants_that_both_flood_share_one_warm_place_evenly() {
        Lease running = admitted(
                admission.ask(Asker.named("key").ofTenant("one").of(ALPHA).patient(5_000)));
        List<Ticket> one = IntStream.range(0, 50)
                .mapToObj(i -> admission.ask(
                        Asker.named("key").ofTenant("one").of(ALPHA).patient(5_000)))
                .toList();
        List<Ticket> other = IntStream.range(0, 50)
                .mapToObj(i -> admission.ask(
                        Asker.named("key").ofTenant("other").of(ALPHA).patient(5_000)))
                .toList();

        for (int i = 0; i < 10; i++) {
            running = follow(running, other.get(i));
            running = follow(running, one.get(i));
        }
    }

    @Test
    void who_failed_elsewhere_stands_where_it_stood_when_it_came() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket first = admission.ask(Asker.named("ann").of(BETA));
        Ticket later = admission.ask(Asker.named("ann").of(ALPHA));
        admitted(first).release();

        Ticket again = admission.ask(
                Asker.named("ann").offered("without beta", () -> List.of(Asker.warm(ALPHA))), Optional.of(first));

        follow(follow(running, again), later);
    }

    @Test
    void a_place_that_another_router_gives_back_is_taken_at_once() {
        claims.refusing.add(ALPHA);
        Ticket waits = admission.ask(Asker.named("ann").of(ALPHA));
        claims.refusing.clear();
        boolean before = isAdmitted(waits);

        admission.freed(ALPHA.node());

        assertThat(before).isFalse();
        assertThat(isAdmitted(waits)).isTrue();
    }

    @Test
    void fair_is_by_work_and_not_by_number() {
        serviceTime = Duration.ZERO;
        Lease running = admitted(admission.ask(Asker.named("other").of(ALPHA)));
        List<Ticket> slow = new ArrayList<>(queued("slow", 20));
        List<Ticket> quick = new ArrayList<>(queued("quick", 20));
        int slowOnes = 0;

        for (int i = 0; i < 12; i++) {
            running.release();
            boolean isSlow = isAdmitted(slow.get(0));
            slowOnes += isSlow ? 1 : 0;
            running = admitted((isSlow ? slow : quick).remove(0));
            clock.advance(isSlow ? Duration.ofSeconds(5) : SECOND);
        }

        assertThat(slowOnes).isBetween(2, 3);
    }

    @Test
    void having_been_away_saves_nothing_up() {
        Lease running = admitted(admission.ask(Asker.named("busy").of(ALPHA)));
        List<Ticket> busy = queued("busy", 10);
        for (int i = 0; i < 5; i++) {
            running = follow(running, busy.get(i));
        }
        List<Ticket> late = queued("late", 5);

        running = follow(running, late.get(0));
        running = follow(running, busy.get(5));
        running = follow(running, late.get(1));

        assertThat(isOpen(late.get(2))).isTrue();
        assertThat(isOpen(busy.get(6))).isTrue();
    }

    @Test
    void high_goes_before_normal_before_low() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket low = admission.ask(Asker.named("ann").of(ALPHA).with(Priority.LOW));
        Ticket normal = admission.ask(Asker.named("ann").of(ALPHA));
        Ticket high = admission.ask(Asker.named("ann").of(ALPHA).with(Priority.HIGH));

        running = follow(running, high);
        running = follow(running, normal);

        assertThat(follow(running, low).place()).isEqualTo(ALPHA);
    }

    @Test
    void no_band_starves_another_for_ever() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket low =
                admission.ask(Asker.named("ann").of(ALPHA).with(Priority.LOW).patient(100));
        int served = 0;

        while (isOpen(low)) {
            Ticket high = admission.ask(Asker.named("bob").of(ALPHA).with(Priority.HIGH));
            clock.advance(SECOND);
            running.release();
            running = admitted(isOpen(high) ? low : high);
            served++;
        }

        assertThat(served).isEqualTo(10 + 3);
    }

    @Test
    void who_is_warm_there_goes_before_who_needs_a_load_but_not_for_ever() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket cold = admission.ask(
                Asker.named("ann").offered(Asker.cold(ALPHA_QWEN, 20)).patient(100));
        int overtaken = 0;

        while (isOpen(cold)) {
            Ticket warm = admission.ask(Asker.named("ann").of(ALPHA));
            clock.advance(SECOND);
            running.release();
            running = admitted(isOpen(cold) ? warm : cold);
            overtaken++;
        }

        assertThat(overtaken).isEqualTo(30);
        assertThat(running.place()).isEqualTo(ALPHA_QWEN);
    }

    @Test
    void who_has_little_time_is_overtaken_for_half_of_it() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket cold = admission.ask(
                Asker.named("ann").offered(Asker.cold(ALPHA_QWEN, 20)).patient(8));
        Ticket warm = admission.ask(Asker.named("ann").of(ALPHA));

        clock.advance(Duration.ofSeconds(4));
        running.release();

        assertThat(isAdmitted(cold)).isTrue();
        assertThat(isOpen(warm)).isTrue();
    }

    @Test
    void a_load_is_not_begun_where_a_warm_place_is_free_sooner() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Asker either = Asker.named("ann").offered(Asker.warm(ALPHA), Asker.cold(BETA, 20));

        Ticket waits = admission.ask(either);
        boolean waited = isOpen(waits);
        running.release();

        assertThat(waited).isTrue();
        assertThat(admitted(waits).place()).isEqualTo(ALPHA);
    }

    @Test
    void a_load_is_begun_for_the_last_when_many_wait() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Asker either = Asker.named("ann")
                .offered(Asker.warm(ALPHA), Asker.cold(BETA, 20))
                .patient(60);
        List<Ticket> many =
                IntStream.range(0, 40).mapToObj(i -> admission.ask(either)).toList();
        boolean allWait = many.stream().allMatch(Verdicts::isOpen);

        Ticket oneMore = admission.ask(either);

        assertThat(allWait).isTrue();
        assertThat(admitted(oneMore).place()).isEqualTo(BETA);
        assertThat(many).allMatch(Verdicts::isOpen);
    }

    @Test
    void who_is_served_nowhere_goes_before_many_who_are_served_elsewhere() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Lease running = admitted(admission.ask(Asker.named("ann").of(place("beta", OTHER, 1))));
        Asker either = Asker.named("ann").offered(Asker.warm(ALPHA), Asker.cold(BETA, 20));
        List<Ticket> many = IntStream.range(0, 60)
                .mapToObj(i -> admission.ask(either.patient(200)))
                .toList();
        Place nowhereElse = place("beta", QWEN, 1);
        Ticket one = admission.ask(
                Asker.named("ann").offered(Asker.cold(nowhereElse, 20)).patient(200));

        running.release();

        assertThat(admitted(one).place()).isEqualTo(nowhereElse);
        assertThat(many).allMatch(Verdicts::isOpen);
    }

    @Test
    void no_time_means_now_or_never() {
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA).patient(0)));

        Ticket busy = admission.ask(Asker.named("ann").of(ALPHA).patient(0));
        Ticket nowhere = admission.ask(Asker.named("ann").patient(0));
        running.release();

        assertThat(refused(busy)).isEqualTo(Verdict.Reason.BUSY);
        assertThat(refused(nowhere)).isEqualTo(Verdict.Reason.NOWHERE);
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void no_time_and_a_place_that_turns_out_to_be_taken_is_a_refusal_at_once() {
        claims.answering = false;
        Ticket ticket = admission.ask(Asker.named("ann").of(ALPHA).patient(0));
        claims.refusing.add(ALPHA);

        claims.answerAll();

        assertThat(refused(ticket)).isEqualTo(Verdict.Reason.BUSY);
        assertThat(admission.running(ALPHA.node())).isZero();
    }

    @Test
    void each_has_its_own_deadline_and_is_told_where_it_stood() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        Ticket patient = admission.ask(Asker.named("ann").of(ALPHA).patient(60));
        Ticket hasty = admission.ask(Asker.named("ann").of(ALPHA).patient(3));

        clock.advance(Duration.ofSeconds(3));
        admission.tick();

        assertThat(refusal(hasty))
                .isEqualTo(new Verdict.Refused(Verdict.Reason.BUSY, new Standing(2, Duration.ofSeconds(6))));
        assertThat(isOpen(patient)).isTrue();
        assertThat(hasty.standing()).isEmpty();
    }

    @Test
    void who_leaves_frees_its_place_in_the_line_at_once() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        List<Ticket> waiting = queued("bob", 3);

        waiting.get(1).leave();

        assertThat(waiting.get(2).standing().orElseThrow().position()).isEqualTo(2);
        assertThat(admission.waiting()).isEqualTo(2);
        assertThat(admission.crowd().bytes()).isEqualTo(20);
    }

    @Test
    void one_caller_may_take_its_share_of_the_room_and_no_more() {
        Admission small = door(4, 0.5);
        admitted(small.ask(Asker.named("ann").of(ALPHA)));
        small.ask(Asker.named("ann").of(ALPHA));
        small.ask(Asker.named("ann").of(ALPHA));

        Ticket over = small.ask(Asker.named("ann").of(ALPHA));
        Ticket other = small.ask(Asker.named("bob").of(ALPHA));
        Ticket last = small.ask(Asker.named("eve").of(ALPHA));
        Ticket full = small.ask(Asker.named("dan").of(ALPHA));

        assertThat(refused(over)).isEqualTo(Verdict.Reason.SHARE);
        assertThat(isOpen(other) && isOpen(last)).isTrue();
        assertThat(refused(full)).isEqualTo(Verdict.Reason.FULL);
    }

    @Test
    void a_share_is_of_bytes_too() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        admission.ask(Asker.named("ann").of(ALPHA).heavy(400_000));

        Ticket over = admission.ask(Asker.named("ann").of(ALPHA).heavy(200_000));
        Ticket other = admission.ask(Asker.named("bob").of(ALPHA).heavy(200_000));

        assertThat(refused(over)).isEqualTo(Verdict.Reason.SHARE);
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    void a_place_that_frees_costs_a_few_questions_however_many_wait() {
        AtomicInteger questions = new AtomicInteger();
        Lease running = admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        List<Ticket> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(admission.ask(Asker.named("caller-" + i % 2_500)
                    .of(i % 2 == 0 ? ALPHA : BETA)
                    .patient(1_000)
                    .counting(questions)));
        }
        int whileComing = questions.getAndSet(0);

        running.release();
        int oneReleased = questions.getAndSet(0);
        admission.tick();
        int ticked = questions.get();

        assertThat(admission.waiting()).isEqualTo(9_998);
        assertThat(whileComing).isLessThanOrEqualTo(4);
        assertThat(oneReleased).isLessThanOrEqualTo(2);
        assertThat(ticked).isLessThanOrEqualTo(2);
    }

    @Test
    void where_all_want_something_else_they_are_asked_by_turns() {
        AtomicInteger questions = new AtomicInteger();
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        for (int i = 0; i < 2_560; i++) {
            admission.ask(Asker.named("caller-" + i)
                    .offered("kind-" + i, () -> List.of(Asker.warm(ALPHA)))
                    .patient(1_000)
                    .counting(questions));
        }
        questions.set(0);

        admission.tick();
        int once = questions.getAndSet(0);
        IntStream.range(0, 10).forEach(i -> admission.tick());

        assertThat(once).isBetween(100, 400);
        assertThat(questions.get()).isGreaterThan(2_000);
    }

    @Test
    void a_place_that_other_routers_hold_is_asked_for_once_until_it_is_looked_at_again() {
        claims.refusing.add(ALPHA);
        queued("ann", 100);

        int asked = claims.asked;
        admission.tick();

        assertThat(asked).isEqualTo(1);
        assertThat(claims.asked).isEqualTo(2);
    }

    @Test
    void a_thousand_callers_know_where_they_stand() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        List<Ticket> waiting = IntStream.range(0, 500)
                .mapToObj(
                        i -> admission.ask(Asker.named("caller-" + i).of(ALPHA).patient(1_000)))
                .toList();
        Ticket second = admission.ask(Asker.named("caller-0").of(ALPHA).patient(1_000));

        assertThat(waiting.get(249).standing()).contains(new Standing(250, Duration.ofSeconds(250)));
        assertThat(second.standing()).contains(new Standing(501, Duration.ofSeconds(501)));
    }

    @Test
    void who_looks_after_the_house_sees_who_waits_for_what() {
        admitted(admission.ask(Asker.named("ann").of(ALPHA)));
        queued("ann", 2);
        clock.advance(SECOND);
        queued("bob", 1);

        Crowd crowd = admission.crowd();

        assertThat(crowd.waiting()).isEqualTo(3);
        assertThat(crowd.models()).containsExactly(new Crowd.Wanted("llama3.2", 3, SECOND, Duration.ofSeconds(4)));
        assertThat(crowd.callers())
                .containsExactly(
                        new Crowd.Waiter(new CallerId("house", "ann"), 2, 20, 1),
                        new Crowd.Waiter(new CallerId("house", "bob"), 1, 10, 0));
        assertThat(admission.crowd(Priority.NORMAL)).isEqualTo(new Crowd.Brief(3, Duration.ofSeconds(4)));
    }

    /** One goes, and this one must be the next. */
    private Lease follow(Lease running, Ticket next) {
        clock.advance(SECOND);
        running.release();
        return admitted(next);
    }

    private List<Ticket> queued(String caller, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> admission.ask(Asker.named(caller).of(ALPHA).patient(1_000)))
                .toList();
    }

    private Admission door(int requests, double share) {
        return new Admission(
                claims,
                (node, full) -> {},
                place -> serviceTime,
                new QueueTerms(requests, 1_000_000, share, Duration.ofSeconds(10), Duration.ofSeconds(30)),
                clock);
    }

    private static Place place(String node, ModelName model, int slots) {
        return new Place(new NodeId(node), model, new ConcurrencyLimit(slots, slots));
    }
}
