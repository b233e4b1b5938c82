package dev.parley.orchestrator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.control.Conversations.Earlier;
import dev.parley.orchestrator.control.Conversations.Repeat;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests that make a conversation, and may be repeated under a key of their caller's. */
@Singleton
final class Requests {

    /** Printable ASCII, as HTTP headers carry it. */
    static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    static final String NOT_A_KEY = "Idempotency-Key: not accepted (expected: 1..255 printable characters)";

    private final Conversations conversations;
    private final ObjectMapper json;

    Requests(Conversations conversations, ObjectMapper json) {
        this.conversations = conversations;
        this.json = json;
    }

    /**
     * Makes a conversation, or finds the one that the same request made before.
     *
     * @param request all that was asked for
     */
    Uni<Outcome<Conversation>> once(
            Caller caller,
            Object request,
            @Nullable String idempotencyKey,
            Function<Repeat, Uni<Outcome<Conversation>>> make) {
        if (idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
            return Uni.createFrom().item(Outcome.refused(ProblemCode.INVALID_PARAMETER, NOT_A_KEY));
        }
        Repeat repeat = new Repeat(idempotencyKey, hash(request));
        if (idempotencyKey == null) {
            return make.apply(repeat);
        }
        return conversations
                .earlier(caller.tenant(), idempotencyKey)
                .flatMap(found -> found.map(earlier -> Uni.createFrom().item(same(earlier, repeat)))
                        .orElseGet(() -> make.apply(repeat)));
    }

    static Outcome<Conversation> same(Earlier earlier, Repeat repeat) {
        if (earlier.hash().equals(repeat.hash())) {
            return Outcome.given(earlier.state().view());
        }
        String detail = "Idempotency-Key: used before for another request (expected: a new key)";
        return Outcome.refused(ProblemCode.IDEMPOTENCY_CONFLICT, detail);
    }

    private String hash(Object request) {
        try {
            byte[] asked = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: in every Java)", e);
        }
    }
}
