package dev.parley.transport.relay;

/**
 * What one stream may hold in memory.
 *
 * @param record bytes of a record that is not whole yet; a longer one breaks the answer
 * @param wholeBody bytes of an unstreamed answer that are held so that another upstream can still be asked; a longer one is
 *     passed on as it comes
 */
public record RelayBounds(int record, int wholeBody) {

    public RelayBounds {
        if (record < 1 || wholeBody < 1) {
            throw new IllegalArgumentException(
                    "record: " + record + ", wholeBody: " + wholeBody + " (expected: both >= 1)");
        }
    }
}
