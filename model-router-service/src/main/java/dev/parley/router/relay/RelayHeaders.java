package dev.parley.router.relay;

/** The headers that our services and our callers read and write at a relay. */
public final class RelayHeaders {

    /** Asked: the only node that may answer. Answered: the node that did. A name, never an address. */
    public static final String NODE = "X-Parley-Node";

    /** Answered: the model that really answered. */
    public static final String MODEL = "X-Parley-Model";

    /** Answered, where an alias was asked for: the variant that was to answer. Another one did if the model is not it. */
    static final String VARIANT = "X-Parley-Variant";

    /** Answered: how many nodes were asked. */
    static final String ATTEMPTS = "X-Parley-Attempts";

    /** Answered: milliseconds of waiting for a place. */
    public static final String QUEUE_MS = "X-Parley-Queue-Ms";

    /** Answered: where it stood when it began to wait; where it stands, if it is refused. Only of what waited. */
    public static final String QUEUE_POSITION = "X-Parley-Queue-Position";

    /** Answered: milliseconds that were neither waiting nor the node's. */
    public static final String OVERHEAD_MS = "X-Parley-Overhead-Ms";

    /** Asked: {@code 1} if the caller owns the tries. */
    static final String TRIES = "X-Parley-Tries";

    /** Asked: {@code high}, {@code normal} or {@code low}. */
    static final String PRIORITY = "X-Parley-Priority";

    /** Asked: seconds to wait for a place. */
    static final String QUEUE_TIMEOUT = "X-Parley-Queue-Timeout";

    /** Asked: seconds a node may be silent. */
    static final String SILENCE = "X-Parley-Silence";

    /** Asked: what conversation it belongs to, at most 128 characters; its next turn is best answered where the last was. */
    public static final String CONVERSATION = "X-Parley-Conversation";

    /** Asked by an admin, whatever its value: tell the way it went. Answered: all nodes, with the reasons for and against them. */
    public static final String ROUTE = "X-Parley-Route";

    /**
     * Asked: {@code use} to be answered as before where that is not the rule, {@code no} for an answer of its own. Answered:
     * {@code hit}, {@code shared}, {@code miss} or {@code bypass}.
     */
    public static final String CACHE = "X-Parley-Cache";

    private RelayHeaders() {}
}
