package dev.parley.agent.tunnel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param why what it means for the next one
 * @param message a sentence for people
 * @param after when the server said to come back; null if it did not
 */
record Ending(Why why, String message, @Nullable Duration after) {

    enum Why {
        /** It broke, or never came about. */
        LOST,
        /** The server sent it away for now. */
        LATER,
        /** The server leaves; another replica is there. */
        LEAVING,
        /** The server will say the same again until something is changed here. */
        REFUSED,
        /** The token is not, or no longer, good. */
        TOKEN,
        /** Another agent has this one's place. */
        REPLACED,
        /** We left, with everything finished. */
        DRAINED
    }

    static Ending of(Why why, String message) {
        return new Ending(why, message, null);
    }
}
