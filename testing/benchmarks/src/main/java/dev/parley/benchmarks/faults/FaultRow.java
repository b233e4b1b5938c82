package dev.parley.benchmarks.faults;

import java.util.List;

/**
 * One line of the table.
 *
 * @param fault and its details
 * @param client what the client saw, in words
 * @param attempts how many nodes were asked
 * @param misbehaving what the node with the fault saw of the call
 * @param other what the other node saw of it
 * @param firstByteMillis negative if there was none
 * @param triedAfterDeath requests of the following ones that still went to the dead node
 * @param complaints what is not as it should be; empty if all is
 */
public record FaultRow(
        String fault,
        Form form,
        String client,
        int attempts,
        List<String> misbehaving,
        List<String> other,
        long firstByteMillis,
        long millis,
        int triedAfterDeath,
        List<String> complaints) {

    public FaultRow {
        misbehaving = List.copyOf(misbehaving);
        other = List.copyOf(other);
        complaints = List.copyOf(complaints);
    }

    /** Whether all is as it should be. */
    public boolean good() {
        return complaints.isEmpty();
    }
}
