package dev.parley.router.cache;

import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.RelayHeaders;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.record.Surface;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may be answered as before: embeddings; what asks for the same answer each time (temperature 0, or a seed);
 * what says so. Never what belongs to a conversation, or says no.
 */
final class CacheRule {

    /** What it says of a request. */
    enum Verdict {
        /** It makes no model work. */
        UNCONCERNED,
        /** An answer of its own. */
        BYPASS,
        /** May be answered as before. */
        APPLIES,
        /** Its header has no such word. */
        INVALID
    }

    private final CacheTerms terms;

    CacheRule(CacheTerms terms) {
        this.terms = terms;
    }

    Verdict of(Endpoint endpoint, MultiMap headers, RequestLook look) {
        Demand.Work work = endpoint.work();
        if (work == Demand.Work.DESCRIBE) {
            return Verdict.UNCONCERNED;
        }
        String word = headers.get(RelayHeaders.CACHE);
        if (word != null && !word.equals("use") && !word.equals("no")) {
            return Verdict.INVALID;
        }
        boolean applies = terms.enabled()
                && !"no".equals(word)
                && (word != null || work == Demand.Work.EMBED || look.fixesAnswer(endpoint.surface() == Surface.NATIVE))
                && !wantsItsOwn(headers)
                && asksAnything(look)
                && look.body().length() <= terms.request();
        return applies ? Verdict.APPLIES : Verdict.BYPASS;
    }

    /** A turn of a conversation, a request for one node, one that asks for its way, or one that says what we do not know. */
    private boolean wantsItsOwn(MultiMap headers) {
        return headers.contains(RelayHeaders.CONVERSATION)
                || headers.contains(RelayHeaders.NODE)
                || headers.contains(RelayHeaders.ROUTE)
                || terms.passHeaders().stream().anyMatch(headers::contains);
    }

    /** What asks nothing only loads a model, and 0 unloads it: that is to happen, each time. */
    private static boolean asksAnything(RequestLook look) {
        return (look.hasMessages() || look.hasPrompt() || look.hasInput())
                && look.keepAlive().filter(CacheRule::unloads).isEmpty();
    }

    private static boolean unloads(@Nullable String keepAlive) {
        String value = String.valueOf(keepAlive).replace("\"", "").strip();
        return value.startsWith("0") || value.startsWith("-");
    }
}
