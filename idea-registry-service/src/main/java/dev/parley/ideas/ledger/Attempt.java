package dev.parley.ideas.ledger;

/**
 * A claim that was made for a turn.
 *
 * @param claim its number in the registry
 * @param attempt of the turn; 1 is the first
 * @param answer the fingerprint of what was answered
 */
public record Attempt(long claim, int attempt, String answer, Standing standing) {

    /** Whether it counts. */
    public boolean isLive() {
        return standing != Standing.LAPSED;
    }
}
