package dev.parley.transport.process;

import java.util.UUID;

/**
 * Names this run of a process, so that what it holds lapses with it and is never taken for a later run's.
 *
 * @param id random, new at every start
 * @param epoch when it started, in milliseconds since 1970
 */
public record ProcessIdentity(UUID id, long epoch) {

    /** {@code id@epoch}, for rows, keys and logs. */
    @Override
    public String toString() {
        return id + "@" + epoch;
    }
}
