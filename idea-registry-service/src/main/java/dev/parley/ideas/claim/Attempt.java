package dev.parley.ideas.claim;

/**
 * A claim that was made for a turn.
 *
 * @param claim its number in the registry
 * @param attempt of the turn; 1 is the first
 * @param answer the fingerprint of what was answered
 */
public record Attempt(long claim, int attempt, String answer, Standing standing) {

    boolean isLive() {
        return standing != Standing.LAPSED;
    }
}
