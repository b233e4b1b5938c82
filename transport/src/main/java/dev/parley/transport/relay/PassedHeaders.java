package dev.parley.transport.relay;

import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which headers go through a relay: only those that are named. So hop-by-hop headers, {@code Host}, {@code Origin},
 * credentials, cookies and our own internal headers stay where they are unless somebody says otherwise.
 */
public final class PassedHeaders {

    /** What an inference request may carry to a node. {@code Accept-Encoding} is not among them: answers stay plain. */
    private static final Set<String> REQUEST =
            Set.of("accept", "content-type", "content-encoding", "user-agent", "traceparent", "tracestate");

    /** What an answer may carry back. Framing is the relay's own, cross-origin headers are the gateway's. */
    private static final Set<String> RESPONSE = Set.of(
            "content-type",
            "cache-control",
            "content-language",
            "date",
            "retry-after",
            "retry-after-ms",
            "x-should-retry");

    private final Set<String> names;

    private PassedHeaders(Stream<String> names) {
        this.names = names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that a request to a model needs, and these. */
    public static PassedHeaders ofRequest(Collection<String> more) {
        return new PassedHeaders(Stream.concat(REQUEST.stream(), more.stream()));
    }

    /** Those that an answer of a model has, and these. */
    public static PassedHeaders ofResponse(Collection<String> more) {
        return new PassedHeaders(Stream.concat(RESPONSE.stream(), more.stream()));
    }

    /** The named ones among {@code headers}, with all their values. */
    public MultiMap of(MultiMap headers) {
        MultiMap passed = MultiMap.caseInsensitiveMultiMap();
        headers.forEach((name, value) -> {
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                passed.add(name, value);
            }
        });
        return passed;
    }
}
