package dev.parley.router.cache;

import java.time.Duration;
import java.util.Set;

/**
 * What an operator decided about answering as before.
 *
 * @param enabled false: every request has an answer of its own
 * @param request bytes of the largest request that is looked at
 * @param answer bytes of the largest answer that is kept, or given to those who come later
 * @param recordings bytes of all answers together that are held for those who share them
 * @param followers how many may share one answer with the one who asked first
 * @param client how long a client may take nothing while bytes wait for it
 * @param passHeaders that reach a node beside the usual ones, lower case: what they do to an answer nobody knows
 */
public record CacheTerms(
        boolean enabled,
        long request,
        long answer,
        long recordings,
        int followers,
        Duration client,
        Set<String> passHeaders) {

    public CacheTerms {
        passHeaders = Set.copyOf(passHeaders);
    }
}
