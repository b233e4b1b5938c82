package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.exchange.Exchange;
import java.util.Optional;

/**
 * A handler and what it answers to.
 *
 * @param method HTTP method
 * @param path exact, or ending in {@code /:name} for one more segment
 * @param handler is given the exchange and that segment, which is empty for exact paths
 */
public record Route(String method, String path, Handler handler) {

    /** Answers an exchange. */
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange, String parameter);
    }

    /** The parameter when the path fits. */
    Optional<String> match(String asked) {
        int colon = path.indexOf("/:");
        if (colon < 0) {
            return path.equals(asked) ? Optional.of("") : Optional.empty();
        }
        String start = path.substring(0, colon + 1);
        boolean fits =
                asked.startsWith(start) && asked.length() > start.length() && asked.indexOf('/', start.length()) < 0;
        return fits ? Optional.of(asked.substring(start.length())) : Optional.empty();
    }
}
