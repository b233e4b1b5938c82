package dev.parley.gateway.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.util.Locale;

/** Why a tunnel ends. */
public enum Ending {
    /** The agent speaks a version that nobody here speaks. */
    VERSION_UNSUPPORTED(TunnelFrame.CLOSE_REFUSED),

    /** Its first frame is no hello, or says what a node cannot be. */
    HELLO_INVALID(TunnelFrame.CLOSE_REFUSED),

    /** Another tenant's node, or the operator's, has the name. */
    NAME_TAKEN(TunnelFrame.CLOSE_REFUSED),

    /** It claims a model that its token does not allow. */
    MODEL_NOT_ALLOWED(TunnelFrame.CLOSE_REFUSED),

    /** A frame that is not understood, or that an agent never sends. */
    FRAME_INVALID(TunnelFrame.CLOSE_REFUSED),

    /** A frame for a message that is not open. */
    MESSAGE_UNKNOWN(TunnelFrame.CLOSE_REFUSED),

    /** More of a body than was asked for. */
    CREDIT_EXCEEDED(TunnelFrame.CLOSE_REFUSED),

    /** A frame that is longer than allowed. */
    FRAME_TOO_BIG(TunnelFrame.CLOSE_TOO_BIG),

    /** The token was taken back. */
    KEY_REVOKED(TunnelFrame.CLOSE_REFUSED),

    /** The token's time is over. */
    KEY_EXPIRED(TunnelFrame.CLOSE_REFUSED),

    /** There are as many as there may be, here or in the pool. */
    TOO_MANY_TUNNELS(TunnelFrame.CLOSE_LATER),

    /** Nobody can be told of the node now. */
    ROUTER_AWAY(TunnelFrame.CLOSE_LATER),

    /** Another agent came with its name. */
    REPLACED(TunnelFrame.CLOSE_LEAVING),

    /** This replica goes. */
    LEAVING(TunnelFrame.CLOSE_LEAVING),

    /** The agent said goodbye, and nothing was left to do. */
    DONE(TunnelFrame.CLOSE_LEAVING),

    /** Nothing came from it for too long. */
    SILENT(TunnelFrame.CLOSE_LEAVING),

    /** The connection is gone. */
    LOST(TunnelFrame.CLOSE_LEAVING);

    private final int closeCode;

    Ending(int closeCode) {
        this.closeCode = closeCode;
    }

    /** What the WebSocket is closed with. */
    public int closeCode() {
        return closeCode;
    }

    /** The word in {@code refused}, in logs and in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
