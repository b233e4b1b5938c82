package dev.parley.router.measure;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was learned of every model on every node, from whole answers. Older answers count less and less, so that a node that
 * became slower is soon known as such. Holds a bounded number of pairs and drops the one that was silent longest. Safe for
 * many threads; reading never waits.
 */
public final class Measurements {

    /** So much less are the first answers believed. */
    private static final int SOONER = 10;

    private record Pair(NodeId node, ModelName model) {}

    private final Map<Pair, Learned> pairs = new ConcurrentHashMap<>();
    private final Map<ModelName, Lengths> lengths = new ConcurrentHashMap<>();

    /** Of each model wherever it was loaded, in seconds. */
    private final Map<ModelName, Fading> loads = new ConcurrentHashMap<>();

    private final Clock clock;
    private final Duration halfLife;
    private final int most;
    private final Duration trust;

    /**
     * @param halfLife after which an answer counts half
     * @param most pairs of node and model that are remembered
     * @param trust how long what is known of a node is believed that is given nothing meanwhile
     */
    public Measurements(Clock clock, Duration halfLife, int most, Duration trust) {
        this.clock = clock;
        this.halfLife = halfLife;
        this.most = most;
        this.trust = trust;
    }

    /** An answer ended whole. */
    public void observed(NodeId node, ModelName model, Observation seen) {
        Instant now = clock.instant();
        pairs.compute(
                new Pair(node, model),
                (pair, known) -> (known == null ? Learned.NOTHING : known).with(seen, now, halfLife));
        lengths.compute(model, (name, known) -> (known == null ? Lengths.NOTHING : known).with(seen, now, halfLife));
        seen.load().ifPresent(took -> learnLoad(model, took, now));
        dropWhatIsTooMuch();
    }

    /** A request is sent there: until its answer is seen there is nothing to be tried. */
    public void asked(NodeId node, ModelName model) {
        if (isWorthATry(node, model)) {
            pairs.computeIfPresent(new Pair(node, model), (pair, known) -> known.asked(clock.instant()));
        }
    }

    /**
     * Whether a node that was slow when it was last asked should be asked again, since that was long ago; sooner if it
     * has hardly answered yet. True once in that time.
     */
    public boolean isWorthATry(NodeId node, ModelName model) {
        Learned learned = pairs.get(new Pair(node, model));
        if (learned == null) {
            return false;
        }
        Duration believed = learned.isSure() || learned.isAwaited() ? trust : trust.dividedBy(SOONER);
        return !clock.instant().isBefore(learned.lastAsked().plus(believed));
    }

    /** A model was taken into its memory, without a request. One that was there before tells nothing. */
    public void loaded(NodeId node, ModelName model, Duration took) {
        if (Observation.isLoad(took)) {
            Instant now = clock.instant();
            pairs.compute(
                    new Pair(node, model),
                    (pair, known) -> (known == null ? Learned.NOTHING : known).loaded(took, now, halfLife));
            learnLoad(model, took, now);
            dropWhatIsTooMuch();
        }
    }

    private void learnLoad(ModelName model, Duration took, Instant now) {
        loads.compute(
                model, (name, known) -> (known == null ? Fading.NOTHING : known).with(seconds(took), now, halfLife));
    }

    /** How long a load of this model takes as a rule, whichever node it was seen on. */
    public Optional<Duration> loadAnywhere(ModelName model) {
        return time(loads.getOrDefault(model, Fading.NOTHING), clock.instant());
    }

    /** The node is gone. */
    public void left(NodeId node) {
        pairs.keySet().removeIf(pair -> pair.node().equals(node));
        lengths.keySet().removeIf(this::isOnNoNode);
        loads.keySet().removeIf(this::isOnNoNode);
    }

    private boolean isOnNoNode(ModelName model) {
        return pairs.keySet().stream().noneMatch(pair -> pair.model().equals(model));
    }

    /** What is known now. */
    public Figures of(NodeId node, ModelName model) {
        Learned learned = pairs.get(new Pair(node, model));
        if (learned == null) {
            return Figures.NONE;
        }
        Instant now = clock.instant();
        return new Figures(
                time(learned.load(), now),
                time(learned.firstByte(), now),
                time(learned.waited(), now),
                service(learned, lengths.getOrDefault(model, Lengths.NOTHING), now),
                speed(learned.answerSpeed(), now),
                speed(learned.promptSpeed(), now));
    }

    /**
     * By the speed of the node and the length of all answers of the model, which tells more than the few answers of one node;
     * where a length or a speed is not known, by how long answers took there.
     */
    private Optional<Figures.Service> service(Learned learned, Lengths all, Instant now) {
        boolean bySpeed = isKnown(learned.answerSpeed(), now) && isKnown(all.answer(), now);
        if (!bySpeed) {
            Fading held = learned.held();
            return isKnown(held, now)
                    ? Optional.of(new Figures.Service(duration(held.mean()), duration(held.mean() + 2 * held.spread())))
                    : Optional.empty();
        }
        double prompt = isKnown(learned.promptSpeed(), now) && isKnown(all.prompt(), now)
                ? all.prompt().mean() / learned.promptSpeed().mean()
                : 0;
        double usual = prompt + all.answer().mean() / learned.answerSpeed().mean();
        double more = 2 * all.answer().spread() / learned.answerSpeed().mean();
        return Optional.of(new Figures.Service(duration(usual), duration(usual + more)));
    }

    private Optional<Duration> time(Fading seconds, Instant now) {
        return isKnown(seconds, now) ? Optional.of(duration(seconds.mean())) : Optional.empty();
    }

    private OptionalDouble speed(Fading perSecond, Instant now) {
        return isKnown(perSecond, now) ? OptionalDouble.of(perSecond.mean()) : OptionalDouble.empty();
    }

    private boolean isKnown(Fading values, Instant now) {
        return values.isKnown(now, halfLife);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private void dropWhatIsTooMuch() {
        while (pairs.size() > most) {
            pairs.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().last()))
                    .ifPresent(oldest -> {
                        pairs.remove(oldest.getKey());
                        ModelName model = oldest.getKey().model();
                        if (isOnNoNode(model)) {
                            lengths.remove(model);
                            loads.remove(model);
                        }
                    });
        }
    }
}
