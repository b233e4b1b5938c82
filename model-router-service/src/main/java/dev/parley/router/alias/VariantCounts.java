package dev.parley.router.alias;

import dev.parley.router.model.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of requests for aliases, by the model that answered, at this router since it began. Bounded: when there are
 * as many pairs of alias and model as there may be, further ones are not counted. For any thread.
 */
public final class VariantCounts {

    /** More than all aliases have variants; administrators that rename for years come to it. */
    private static final int MOST = 2 * Aliases.MOST * Alias.MOST_VARIANTS;

    private final Instant since;
    private final Map<Pair, Count> counts = new ConcurrentHashMap<>();

    private record Pair(ModelName alias, ModelName model) {}

    /** @param since when counting begins */
    public VariantCounts(Instant since) {
        this.since = since;
    }

    /**
     * Requests of an alias that one model answered, or was to answer.
     *
     * @param requests that ended with it, well or not
     * @param passedOver that were its to answer and another one did
     * @param errors of the requests: no answer, or not a whole one; a client that left is none
     * @param answered of the requests: those with a first byte
     * @param firstBytes of the answered together, from arrival
     * @param wholes of the answered together, from arrival to the end
     */
    public record Count(
            long requests,
            long passedOver,
            long errors,
            long promptTokens,
            long tokens,
            long answered,
            Duration firstBytes,
            Duration wholes) {

        static final Count NONE = new Count(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

        static final Count PASSED_OVER = new Count(0, 1, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

        Count plus(Count other) {
            return new Count(
                    requests + other.requests,
                    passedOver + other.passedOver,
                    errors + other.errors,
                    promptTokens + other.promptTokens,
                    tokens + other.tokens,
                    answered + other.answered,
                    firstBytes.plus(other.firstBytes),
                    wholes.plus(other.wholes));
        }
    }

    /**
     * How a request ended.
     *
     * @param firstByte empty if nothing of an answer came
     */
    public record Ended(boolean error, long promptTokens, long tokens, Optional<Duration> firstByte, Duration whole) {

        private Count count() {
            return new Count(
                    1,
                    0,
                    error ? 1 : 0,
                    promptTokens,
                    tokens,
                    firstByte.isPresent() ? 1 : 0,
                    firstByte.orElse(Duration.ZERO),
                    firstByte.isPresent() ? whole : Duration.ZERO);
        }
    }

    /** A request ended. @param model that answered or was asked last */
    public void ended(Drawn drawn, ModelName model, Ended how) {
        add(new Pair(drawn.alias().name(), model), how.count());
        if (!model.equals(drawn.variant())) {
            add(new Pair(drawn.alias().name(), drawn.variant()), Count.PASSED_OVER);
        }
    }

    /** Since when it is counted. */
    public Instant since() {
        return since;
    }

    /** What became of an alias's requests at a model. */
    public Count of(ModelName alias, ModelName model) {
        return counts.getOrDefault(new Pair(alias, model), Count.NONE);
    }

    private void add(Pair pair, Count more) {
        if (counts.size() < MOST || counts.containsKey(pair)) {
            counts.merge(pair, more, Count::plus);
        }
    }
}
