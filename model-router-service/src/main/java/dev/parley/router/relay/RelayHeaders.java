package dev.parley.router.relay;

/** The headers that our services and our callers read and write at a relay. */
final class RelayHeaders {

    /** Asked: the only node that may answer. Answered: the node that did. A name, never an address. */
    static final String NODE = "X-Parley-Node";

    /** Answered: the model that really answered. */
    static final String MODEL = "X-Parley-Model";

    /** Answered, where an alias was asked for: the variant that was to answer. Another one did if the model is not it. */
    static final String VARIANT = "X-Parley-Variant";

    /** Answered: how many nodes were asked. */
    static final String ATTEMPTS = "X-Parley-Attempts";

    /** Answered: milliseconds of waiting for a place. */
    static final String QUEUE_MS = "X-Parley-Queue-Ms";

    /** Answered: where it stood when it began to wait; where it stands, if it is refused. Only of what waited. */
    static final String QUEUE_POSITION = "X-Parley-Queue-Position";

    /** Answered: milliseconds that were neither waiting nor the node's. */
    static final String OVERHEAD_MS = "X-Parley-Overhead-Ms";

    /** Asked: {@code 1} if the caller owns the tries. */
    static final String TRIES = "X-Parley-Tries";

    /** Asked: {@code high}, {@code normal} or {@code low}. */
    static final String PRIORITY = "X-Parley-Priority";

    /** Asked: seconds to wait for a place. */
    static final String QUEUE_TIMEOUT = "X-Parley-Queue-Timeout";

    /** Asked: seconds a node may be silent. */
    static final String SILENCE = "X-Parley-Silence";

    /** Asked: what conversation it belongs to, at most 128 characters; its next turn is best answered where the last was. */
    static final String CONVERSATION = "X-Parley-Conversation";

    /** Asked by an admin, whatever its value: tell the way it went. Answered: all nodes, with the reasons for and against them. */
    static final String ROUTE = "X-Parley-Route";

    private RelayHeaders() {}
}
