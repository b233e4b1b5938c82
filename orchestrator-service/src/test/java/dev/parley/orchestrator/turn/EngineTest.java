package dev.parley.orchestrator.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.fake.Settings;
import dev.parley.orchestrator.fake.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final EndlessLog log = new EndlessLog();
    private final Engine engine = new Engine(
            log,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Clock.systemUTC(),
            new TurnMeters(new SimpleMeterRegistry()),
            Runnable::run,
            Settings.defaults());

    @Test
    void a_newer_holding_replaces_an_older_one() {
        engine.run(new Holding(Specs.KEY, 1));

        engine.run(new Holding(Specs.KEY, 2));

        assertThat(log.opened).containsExactly(1L, 2L);
        assertThat(log.dropped).containsExactly(1L);
    }

    @Test
    void an_older_holding_that_is_heard_of_late_changes_nothing() {
        engine.run(new Holding(Specs.KEY, 2));

        engine.run(new Holding(Specs.KEY, 1));

        assertThat(log.opened).containsExactly(2L);
        assertThat(log.dropped).isEmpty();
    }

    @Test
    void a_conversation_that_was_lost_may_be_taken_again() {
        engine.run(new Holding(Specs.KEY, 1));
        engine.drop(List.of(Specs.KEY.id()));

        engine.run(new Holding(Specs.KEY, 3));

        assertThat(log.opened).containsExactly(1L, 3L);
    }

    /** Opens for ever, and remembers under which fences. */
    private static final class EndlessLog implements TurnLog {

        private final List<Long> opened = new ArrayList<>();
        private final List<Long> dropped = new ArrayList<>();

        @Override
        public Uni<Optional<Opening>> open(Holding holding) {
            opened.add(holding.fence());
            return Uni.createFrom()
                    .<Optional<Opening>>nothing()
                    .onCancellation()
                    .invoke(() -> dropped.add(holding.fence()));
        }

        @Override
        public Uni<Step> change(Holding holding, Function<ConversationState, Step> decide) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Optional<Wish>> wish(Holding holding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<Holding>> indebted(int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Optional<Owed>> answer(Holding holding, int turn) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> confirmed(Holding holding, int turn) {
            throw new UnsupportedOperationException();
        }
    }
}
