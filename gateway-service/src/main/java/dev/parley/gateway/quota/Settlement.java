package dev.parley.gateway.quota;

/**
 * A request that was admitted and has ended.
 *
 * @param claim as it was asked for
 * @param admitted as it was decided; noted by another ledger than the one that is told, if {@code second} is 0
 * @param tokens it really took
 */
public record Settlement(Claim claim, Decision admitted, long tokens) {

    /** What was noted for it in the minute in which it began. */
    public long noted() {
        return admitted.second() == 0 ? 0 : claim.need().tokens();
    }
}
