package dev.parley.router.capacity;

/**
 * How many requests a node may hold at once: a number and nothing else. Who enters is {@link Admission}'s business.
 *
 * @param perNode all models together
 * @param perModel of one model
 */
public record ConcurrencyLimit(int perNode, int perModel) {

    public ConcurrencyLimit {
        if (perNode < 1 || perModel < 1) {
            throw new IllegalArgumentException(
                    "perNode: " + perNode + ", perModel: " + perModel + " (expected: both >= 1)");
        }
        perModel = Math.min(perModel, perNode);
    }
}
