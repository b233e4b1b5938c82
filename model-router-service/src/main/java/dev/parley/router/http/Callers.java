package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Who may do what here. The gateway has asked already; a service that forgets to ask opens nothing. */
final class Callers {

    private Callers() {}

    static boolean isAdmin(Caller caller) {
        return caller.scopes().contains(Scope.ADMIN);
    }

    /** The caller, who is an administrator. */
    static Caller admin(Caller caller) {
        if (!isAdmin(caller)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "this needs the scope admin");
        }
        return caller;
    }

    /** The caller, who may bring a node of this tenant's. */
    static Caller bringer(Caller caller, String tenant) {
        boolean own = caller.scopes().contains(Scope.NODE) && caller.tenant().equals(tenant);
        if (!own && !isAdmin(caller)) {
            throw new ProblemException(
                    ProblemCode.SCOPE_MISSING, "this needs the scope node, and the tenant's own key");
        }
        return caller;
    }

    /** The caller, who may load and unload models. */
    static Caller modelsWriter(Caller caller) {
        if (!caller.scopes().contains(Scope.MODELS_WRITE) && !isAdmin(caller)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "this needs the scope models:write");
        }
        return caller;
    }

    /** A body that must be there. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "no JSON object (expected: one)");
        }
        return body;
    }
}
