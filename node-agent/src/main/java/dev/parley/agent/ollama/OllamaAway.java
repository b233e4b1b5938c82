package dev.parley.agent.ollama;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Ollama did not say what it has; the message says why and what to do. */
public final class OllamaAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private OllamaAway(String message, Throwable cause) {
        super(message, cause);
    }

    static OllamaAway because(Throwable failure, String ollama) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new OllamaAway("Ollama at " + ollama + " did not say in time what it has.", cause);
        }
        Throwable said = cause instanceof UncheckedIOException ? cause.getCause() : null;
        if (said != null) {
            return new OllamaAway("Ollama at " + ollama + ": " + said.getMessage() + ".", cause);
        }
        return new OllamaAway(NodeFault.of(cause, ollama).message(), cause);
    }
}
