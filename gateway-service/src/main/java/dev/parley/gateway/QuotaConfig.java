package dev.parley.gateway;

import dev.parley.gateway.quota.Limits;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How limits of keys are kept. */
public interface QuotaConfig {

    /** What happens to keys with limits while Redis is away: each replica keeps to the limits alone, or all are refused. */
    @WithDefault("open")
    WithoutRedis withoutRedis();

    /**
     * Tokens held back for an answer that may be of any length, until it is known: longer than most, so that limits hold;
     * what was too much comes back when the answer ends.
     */
    @WithDefault("1024")
    long reserveTokens();

    /** At most so many are taken to be in a prompt: no usual context is longer, and images are no text. */
    @WithDefault("131072")
    long maxPromptTokens();

    /** The longest wait for Redis; it answers within a millisecond or is not well. */
    @WithDefault("250ms")
    Duration patience();

    /** Between two tries to reach Redis. */
    @WithDefault("500ms")
    Duration reconnect();

    /** What a replica has under way counts for so long after its last sign of life; three are given in this time. */
    @WithDefault("5s")
    Duration lapse();

    /** Keys whose latest minute a replica remembers, to go on alone; some kilobytes each at most. */
    @WithDefault("10000")
    int accounts();

    /** Bearers of an issuer's tokens: a key has limits of its own, a token cannot. */
    Jwt jwt();

    /** What each bearer of a token, told by issuer and subject, may use. What is not set is not limited. */
    interface Jwt {
        /** Requests begun in any 60 s. */
        OptionalInt requestsPerMinute();

        /** Tokens of prompts and answers in any 60 s. */
        OptionalLong tokensPerMinute();

        /** Answers under way at once. */
        OptionalInt concurrentStreams();

        /** Tokens of prompts and answers in a calendar month of UTC. */
        OptionalLong tokensPerMonth();

        /** All of them. */
        default Limits limits() {
            return new Limits(requestsPerMinute(), tokensPerMinute(), concurrentStreams(), tokensPerMonth());
        }
    }

    /** See {@link #withoutRedis}. */
    enum WithoutRedis {
        OPEN,
        CLOSED
    }
}
