package dev.parley.gateway.tunnel;

/** Why a node gave no answer, or not the rest of it. */
public enum NodeFailure {
    /** The agent does not reach it. */
    UNREACHABLE,

    /** It says nothing. */
    TIMEOUT,

    /** It broke off. */
    BROKE,

    /** The agent relays no such path. */
    PATH_NOT_ALLOWED,

    /** The agent takes no such body. */
    BODY_TOO_LARGE,

    /** It takes nothing new. */
    DRAINING,

    /** As much is open as may be. */
    BUSY,

    /** The tunnel is gone. */
    LOST;

    /** Of an agent's word; what is new to us is taken for a break. */
    static NodeFailure of(String code) {
        return switch (code) {
            case "node_unreachable" -> UNREACHABLE;
            case "node_timeout" -> TIMEOUT;
            case "path_not_allowed" -> PATH_NOT_ALLOWED;
            case "body_too_large" -> BODY_TOO_LARGE;
            case "draining" -> DRAINING;
            default -> BROKE;
        };
    }
}
