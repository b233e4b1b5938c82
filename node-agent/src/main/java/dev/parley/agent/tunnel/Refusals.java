package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.time.Duration;

/** What a refusal of the server means, and what its owner can do. */
final class Refusals {

    private Refusals() {}

    static Ending of(TunnelFrame.Refused refused) {
        String said = "The server refused: " + refused.message() + " [" + refused.code() + "]";
        switch (String.valueOf(refused.code())) {
            case "key_revoked":
            case "key_expired":
                return Ending.of(Ending.Why.TOKEN, said + " Get another token and give it with --force-token.");
            case "model_not_allowed":
                return Ending.of(Ending.Why.REFUSED, said + " Offer only models that the token allows: --force-model.");
            case "name_taken":
                return Ending.of(Ending.Why.REFUSED, said + " Choose another --name.");
            case "version_unsupported":
                return Ending.of(Ending.Why.REFUSED, said + " Update the agent.");
            default:
                return refused.retryAfter() == null
                        ? Ending.of(Ending.Why.REFUSED, said)
                        : new Ending(Ending.Why.LATER, said, Duration.ofSeconds(Math.max(0, refused.retryAfter())));
        }
    }

    /** The handshake was answered with this status instead of a connection. */
    static Ending ofStatus(int status, String retryAfter) {
        switch (status) {
            case 401:
                return Ending.of(
                        Ending.Why.TOKEN,
                        "The server does not know this token (401): give another with --force-token.");
            case 403:
                return Ending.of(
                        Ending.Why.TOKEN,
                        "The token may not bring nodes (403): it needs the scope node. Give another with --force-token.");
            case 404:
                return Ending.of(Ending.Why.LOST, "The server does not know this path (404): see --server.");
            default:
                return retryAfter.matches("\\d{1,6}")
                        ? new Ending(
                                Ending.Why.LATER,
                                "The server has no room now (" + status + ")",
                                Duration.ofSeconds(Integer.parseInt(retryAfter)))
                        : Ending.of(
                                Ending.Why.LOST, "The server answered with status " + status + " instead of a tunnel");
        }
    }
}
