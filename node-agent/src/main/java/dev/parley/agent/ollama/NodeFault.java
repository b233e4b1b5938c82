package dev.parley.agent.ollama;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;

/**
 * Why there is no answer, or not the rest of it.
 *
 * @param code for programs, one of those that an {@code error} frame knows
 * @param message a sentence for people
 */
public record NodeFault(String code, String message) {

    static NodeFault of(Throwable why, String ollama) {
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        if (cause instanceof HttpTimeoutException && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
            return timeout("Ollama at " + ollama + " did not answer in time.");
        }
        if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
            return new NodeFault("node_unreachable", unreachable(cause, ollama));
        }
        return new NodeFault(
                "node_broke", "Ollama at " + ollama + " broke off: " + cause.getMessage() + ". See its own log.");
    }

    private static String unreachable(Throwable cause, String ollama) {
        return cause.getCause() instanceof UnresolvedAddressException
                ? "The host of " + ollama + " is not known: --ollama-host says another."
                : "Ollama does not answer at " + ollama
                        + ": is it running (ollama serve), does a firewall block the port, is it on another machine"
                        + " (--ollama-host, --ollama-port)?";
    }

    /** It was silent for too long. */
    public static NodeFault timeout(String message) {
        return new NodeFault("node_timeout", message);
    }
}
