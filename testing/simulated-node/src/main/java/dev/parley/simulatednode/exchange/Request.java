package dev.parley.simulatednode.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was received whole.
 *
 * @param method in upper case
 * @param path without the query
 * @param query with its question mark, or empty
 * @param headers in the order received
 * @param body maybe empty
 */
public record Request(String method, String path, String query, List<Map.Entry<String, String>> headers, byte[] body) {

    public Request {
        headers = List.copyOf(headers);
    }

    /** The first header of that name. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    public List<String> headers(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(lower))
                .map(Map.Entry::getValue)
                .toList();
    }
}
