package dev.parley.gateway.upstream;

import dev.parley.gateway.tunnel.NotRegistered;
import dev.parley.gateway.tunnel.NotRegistered.Why;
import dev.parley.gateway.tunnel.Registrations;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.protocol.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Tells the router of the nodes that dialled out to this replica, and makes of its refusals what they mean for an agent. */
@ApplicationScoped
class RouterTunnels implements Registrations {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int OWN_FAULTS = 500;

    private final RouterTunnelCalls calls;

    RouterTunnels(RouterTunnelCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Duration> register(Caller by, String name, TunnelRequest how) {
        return calls.register(by, name, how)
                .map(lease -> Duration.ofSeconds(lease.seconds()))
                .onFailure()
                .transform(failure -> new NotRegistered(why(failure)))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Void> deregister(Caller by, String name, String url) {
        return calls.deregister(by, name, url)
                .onFailure(RouterTunnels::isGoneAlready)
                .recoverWithNull()
                .onFailure()
                .transform(failure -> new NotRegistered(why(failure)))
                .subscribeAsCompletionStage();
    }

    private static boolean isGoneAlready(Throwable failure) {
        return failure instanceof ServiceRefusal refusal && refusal.problem().status() == NOT_FOUND;
    }

    private static Why why(Throwable failure) {
        if (!(failure instanceof ServiceRefusal refusal)) {
            return Why.AWAY;
        }
        int status = refusal.problem().status();
        if (status == CONFLICT) {
            return Why.TAKEN;
        }
        if (refusal.problem().json().contains('"' + ProblemCode.AT_CAPACITY.wireName() + '"')) {
            return Why.FULL;
        }
        return status < OWN_FAULTS ? Why.INVALID : Why.AWAY;
    }
}
