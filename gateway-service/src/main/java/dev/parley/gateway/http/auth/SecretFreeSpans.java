package dev.parley.gateway.http.auth;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes keys out of spans. A span begins with the request's first byte, before {@link PathKey} has seen it.
 */
@Singleton
class SecretFreeSpans implements SpanProcessor {

    /** Where targets of requests are told, in the current and the earlier conventions. */
    private static final List<AttributeKey<String>> TARGETS = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("http.route"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("http.url"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        TARGETS.forEach(target -> clean(span, target));
        String name = span.getName();
        if (Redaction.isNeeded(name)) {
            span.updateName(Redaction.of(name));
        }
    }

    private static void clean(ReadWriteSpan span, AttributeKey<String> target) {
        @Nullable String value = span.getAttribute(target);
        if (value != null && Redaction.isNeeded(value)) {
            span.setAttribute(target, Redaction.of(value));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
