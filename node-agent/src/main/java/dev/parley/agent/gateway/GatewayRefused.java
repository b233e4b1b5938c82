package dev.parley.agent.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway answered, and the answer was no. The message is one sentence for people. */
public final class GatewayRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the gateway says when something behind it is away. */
    private static final Set<String> AWAY = Set.of("service-unavailable", "store-unavailable");

    private final int status;

    private final @Nullable String code;

    GatewayRefused(int status, @Nullable String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether what is missing is a part of the house behind the gateway, not something about the request. */
    public boolean isForWantOfAService() {
        return status == 503 && code != null && AWAY.contains(code);
    }
}
