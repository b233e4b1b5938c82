package dev.parley.orchestrator.pace;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

class BellTest {

    private final Bell bell = new Bell();

    @Test
    void a_ring_that_nobody_waits_for_is_kept_for_the_next() {
        bell.ring();
        bell.ring();

        UniAssertSubscriber<Void> first = wait(bell);
        UniAssertSubscriber<Void> second = wait(bell);

        first.assertCompleted();
        second.assertNotTerminated();
    }

    @Test
    void a_ring_is_not_lost_on_one_who_waits_no_longer() {
        wait(bell).cancel();

        bell.ring();

        wait(bell).assertCompleted();
    }

    private static UniAssertSubscriber<Void> wait(Bell bell) {
        return bell.next().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
