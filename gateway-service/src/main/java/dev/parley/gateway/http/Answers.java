package dev.parley.gateway.http;

import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Round;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How answers with a status of their own look. */
final class Answers {

    private Answers() {}

    static Response created(Conversation conversation) {
        return Response.created(URI.create("/api/conversations/" + conversation.id()))
                .entity(conversation)
                .build();
    }

    static Response ok(Round round) {
        return Response.ok(round).build();
    }

    static Response accepted(Conversation conversation) {
        return Response.accepted(conversation)
                .location(URI.create("/api/conversations/" + conversation.id()))
                .header("Preference-Applied", "respond-async")
                .build();
    }

    /** Whether the preference {@code respond-async} of RFC 7240 is among these. */
    static boolean wantsToLeave(@Nullable String prefer) {
        return prefer != null
                && Stream.of(prefer.split("[,;]")).map(String::strip).anyMatch("respond-async"::equalsIgnoreCase);
    }
}
