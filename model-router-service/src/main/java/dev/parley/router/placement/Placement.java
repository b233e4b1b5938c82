package dev.parley.router.placement;

import dev.parley.router.model.ModelName;

/**
 * A wish for a model: on so many nodes at least, and in the memory of so many of them.
 *
 * @param written as nodes are asked for it
 * @param warm at most {@code copies}
 */
public record Placement(ModelName model, String written, int copies, int warm) {

    public Placement {
        if (copies < 1 || warm < 0 || warm > copies) {
            throw new IllegalArgumentException(
                    "placement: " + warm + " of " + copies + " (expected: 0 <= warm <= copies, 1 <= copies)");
        }
    }
}
