package dev.parley.router.node;

import java.time.Duration;
import java.util.Optional;

/**
 * How a node failed a request.
 *
 * @param request the request's number, the same for all its tries
 * @param why for people; names no address
 * @param silent whether nothing came, rather than something wrong
 * @param rest how long the node asked to be left alone
 */
public record Failure(long request, String why, boolean silent, Optional<Duration> rest) {

    /** One that asks for nothing. */
    public static Failure of(long request, String why) {
        return new Failure(request, why, false, Optional.empty());
    }

    /** One of silence. */
    public static Failure silence(long request, String why) {
        return new Failure(request, why, true, Optional.empty());
    }

    /** The same, of a node that asked to be left alone for so long. */
    public Failure resting(Optional<Duration> time) {
        return new Failure(request, why, silent, time);
    }
}
