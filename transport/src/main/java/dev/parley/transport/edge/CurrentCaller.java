package dev.parley.transport.edge;

import dev.parley.protocol.caller.Caller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;

/** Who calls, for JAX-RS resources: {@code currentCaller.get().tenant()}. */
@RequestScoped
public class CurrentCaller {

    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The caller of the request under way. */
    public Caller get() {
        return CallerHeader.caller(request.getCurrent());
    }
}
