package dev.parley.router.relay;

import dev.parley.transport.relay.Silences;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a node may be silent, by what it has to do first.
 *
 * @param warm before the first byte, where the model is in memory
 * @param cold before the first byte, where it must be loaded
 * @param whole before an answer that is not streamed: it says nothing until it is complete
 * @param stall between two bytes
 * @param client how long a client may take nothing
 * @param longest what a caller may ask for at most
 */
public record Patience(
        Duration warm, Duration cold, Duration whole, Duration stall, Duration client, Duration longest) {

    /** @param asked the caller's own silence, before and within the answer */
    Silences with(boolean streamed, boolean isWarm, Optional<Duration> asked) {
        Duration usual = isWarm ? warm : cold;
        Duration first = streamed || usual.compareTo(whole) > 0 ? usual : whole;
        return new Silences(asked.orElse(first), asked.orElse(stall), client);
    }

    /** For a node that only takes the model into its memory, on behalf of all who wait for that. @param asked by the first */
    Silences loading(Optional<Duration> asked) {
        Duration longest = asked.filter(own -> own.compareTo(cold) > 0).orElse(cold);
        return new Silences(longest, stall, client);
    }

    /** What is left of them for a node that has just taken the model into its memory. @param waited for that */
    Silences rest(boolean streamed, Duration waited, Optional<Duration> asked) {
        Silences all = with(streamed, false, asked);
        Duration least = asked.isPresent()
                ? Duration.ofSeconds(1)
                : with(streamed, true, asked).firstByte();
        Duration left = all.firstByte().minus(waited);
        return new Silences(left.compareTo(least) < 0 ? least : left, all.stall(), all.client());
    }

    /** A caller's own silence in seconds; empty if it is none that may be asked for. */
    Optional<Duration> parse(String seconds) {
        try {
            Duration silence = Duration.ofSeconds(Long.parseLong(seconds.strip()));
            boolean allowed = silence.toSeconds() >= 1 && silence.compareTo(longest) <= 0;
            return allowed ? Optional.of(silence) : Optional.empty();
        } catch (NumberFormatException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }
}
