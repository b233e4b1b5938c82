package dev.parley.router.relay;

/** Ways to an answer that need no journey, or one that somebody else is on already. */
@FunctionalInterface
public interface Shortcuts {

    /** There are none. */
    Shortcuts NONE = traveller -> false;

    /**
     * Looks for one, cheaply, on the request's context.
     *
     * @return false if this request has none and is to depart; true if it is taken care of, now or later
     */
    boolean take(Traveller traveller);
}
