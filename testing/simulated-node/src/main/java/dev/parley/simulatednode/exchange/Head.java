package dev.parley.simulatednode.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Status and headers of a reply, in the order in which they go out.
 *
 * @param status HTTP status
 * @param headers names may repeat
 */
public record Head(int status, List<Map.Entry<String, String>> headers) {

    public Head {
        headers = List.copyOf(headers);
    }

    public static Head of(int status) {
        return new Head(status, List.of());
    }

    public static Head of(int status, String contentType) {
        return of(status).with("Content-Type", contentType);
    }

    public Head with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Head(status, more);
    }

    /** With this header and no other of its name. */
    public Head replacing(String name, String value) {
        List<Map.Entry<String, String>> others = headers.stream()
                .filter(header -> !header.getKey().equalsIgnoreCase(name))
                .toList();
        return new Head(status, others).with(name, value);
    }
}
