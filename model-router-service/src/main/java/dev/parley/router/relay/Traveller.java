package dev.parley.router.relay;

import dev.parley.protocol.caller.Caller;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;

/** A request that was read and understood and has not departed. Belongs to its context. */
public interface Traveller {

    /** Where it arrived. */
    Endpoint endpoint();

    /** With its question mark; empty for none. */
    String query();

    /** Its headers. */
    MultiMap headers();

    /** Its body. */
    RequestLook look();

    /** On whose behalf. */
    Caller caller();

    /** The model, as the body spells it. */
    String written();

    /** What that stands for first. */
    Demand demand();

    /** Whether its answer comes in records. */
    boolean streamed();

    /** How it travels: those for whom this is equal, and who say the same, may share a journey. */
    Object terms();

    /** Who sent it. */
    Client client();

    /** Where all of it happens. */
    Context context();

    /** What came of the cache, to be told. */
    void cached(String how);

    /** Sends it on its journey. @param audience who gets what comes of it */
    void depart(Audience audience);

    /** Its own journey is not needed: its body is let go. */
    void stay();

    /** The headers of an answer that took no journey of its own. */
    MultiMap about();

    /** The first byte of an answer to one that stayed. @param model that once gave it, or gives it to another now */
    void answered(String model);

    /** One that stayed is at its end. */
    void over(Travelled.Outcome outcome);

    /** What it asks of the cache cannot be understood. */
    void refuse(String message);
}
