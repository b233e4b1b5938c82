package dev.parley.testkit.planted.protocol.wrong;

/** Does things. */
public record BusyRecord(int slots) {
    public BusyRecord(String slots) {
        this(Integer.parseInt(slots));
    }

    public boolean isFree() {
        return slots > 0;
    }

    public static int parse(String slots) {
        return Integer.parseInt(slots);
    }
}
