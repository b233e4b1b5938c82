package dev.parley.router.node;

/** What a node wants to hear before it answers. Told to the node and to nobody else: it has no words of its own. */
public record NodeKey(String secret) {

    /** More than any provider's. */
    public static final int LONGEST = 500;

    /** Only what may stand in a header; empty text is none. */
    public static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** The value of {@code Authorization}. */
    public String bearer() {
        return "Bearer " + secret;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
