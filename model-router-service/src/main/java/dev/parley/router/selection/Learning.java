package dev.parley.router.selection;

import dev.parley.router.measure.Figures;
import dev.parley.router.measure.Measurements;
import dev.parley.router.measure.Observation;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RunnerOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes from every request what the next choice can use: what is in whose memory, how fast nodes are, and who had what before. */
public final class Learning {

    private final Residents residents;
    private final Measurements measurements;
    private final Affinities affinities;
    private final Clock clock;

    public Learning(Residents residents, Measurements measurements, Affinities affinities, Clock clock) {
        this.residents = residents;
        this.measurements = measurements;
        this.affinities = affinities;
        this.clock = clock;
    }

    /** A request is sent to a node. @param streamed whether its first byte comes before its last */
    public Lesson sent(Candidate at, Demand demand, boolean streamed) {
        residents.sent(at.node(), at.model(), demand.runner());
        measurements.asked(at.node().id(), at.model());
        return new Running(at, demand, streamed, clock.instant());
    }

    /** A model is taken into a node's memory, for nobody in particular; over when it is there. */
    public Lesson loads(Candidate at, Demand demand) {
        residents.sent(at.node(), at.model(), demand.runner());
        return new Loading(at.node().id(), at.model(), demand.runner(), clock.instant());
    }

    /** One request on one node, from sending it to its end. */
    public interface Lesson {

        /** Of what makes no engine work. */
        Lesson NONE = new Nothing();

        /** Its answer began. */
        void answered();

        /** All of its answer came. */
        void whole(Tally tally);

        /** It holds its place no more. Comes last, however it ended; again does nothing. */
        void over();
    }

    private record Nothing() implements Lesson {

        @Override
        public void answered() {
            // Tells nothing.
        }

        @Override
        public void whole(Tally tally) {
            // Tells nothing.
        }

        @Override
        public void over() {
            // Held no place.
        }
    }

    private final class Loading implements Lesson {

        private final NodeId node;
        private final ModelName model;
        private final RunnerOptions options;
        private final Instant sent;

        Loading(NodeId node, ModelName model, RunnerOptions options, Instant sent) {
            this.node = node;
            this.model = model;
            this.options = options;
            this.sent = sent;
        }

        @Override
        public void answered() {
            residents.answered(node, model, options);
            measurements.loaded(node, model, Duration.between(sent, clock.instant()));
        }

        @Override
        public void whole(Tally tally) {
            // Nothing was asked.
        }

        @Override
        public void over() {
            residents.over(node, model);
        }
    }

    private final class Running implements Lesson {

        private final NodeId node;
        private final ModelName model;
        private final RunnerOptions options;
        private final Optional<Affinity> affinity;
        private final boolean wasCold;
        private final boolean streamed;
        private final Instant sent;
        private @Nullable Instant answered;
        private boolean over;

        Running(Candidate at, Demand demand, boolean streamed, Instant sent) {
            this.node = at.node().id();
            this.model = at.model();
            this.options = demand.runner();
            this.affinity = demand.affinity();
            this.wasCold = !at.isWarm();
            this.streamed = streamed;
            this.sent = sent;
        }

        @Override
        public void answered() {
            answered = clock.instant();
            residents.answered(node, model, options);
            affinity.ifPresent(common -> affinities.answers(common, node));
        }

        @Override
        public void whole(Tally tally) {
            Figures known = measurements.of(node, model);
            Optional<Duration> toFirstByte =
                    Optional.ofNullable(answered).filter(first -> streamed).map(first -> Duration.between(sent, first));
            measurements.observed(
                    node,
                    model,
                    Observation.of(
                            tally,
                            toFirstByte,
                            Duration.between(sent, clock.instant()),
                            wasCold,
                            known.firstByte().orElse(Duration.ZERO)));
        }

        @Override
        public void over() {
            if (!over) {
                over = true;
                residents.over(node, model);
            }
        }
    }
}
