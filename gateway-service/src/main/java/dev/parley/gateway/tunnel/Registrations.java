package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Where it is said which nodes are here. Stages complete on any thread, and fail with {@link NotRegistered}. */
public interface Registrations {

    /** The node of this name is reached so. @return how long that holds */
    CompletionStage<Duration> register(Caller by, String name, TunnelRequest how);

    /** It is not reached there any more. */
    CompletionStage<Void> deregister(Caller by, String name, String url);
}
