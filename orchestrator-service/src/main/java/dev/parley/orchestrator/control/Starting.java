package dev.parley.orchestrator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.control.Conversations.Created;
import dev.parley.orchestrator.control.Conversations.Earlier;
import dev.parley.orchestrator.control.Conversations.Repeat;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.StartReading;
import dev.parley.orchestrator.spec.UnresolvedSpec;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts conversations: reads the wish, has the router confirm its machines, keeps it, and runs it where there is room. */
@Singleton
public final class Starting {

    /** Printable ASCII, as HTTP headers carry it. */
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Conversations conversations;
    private final Nodes nodes;
    private final Engine engine;
    private final ProcessIdentity me;
    private final Clock clock;
    private final Steering steering;
    private final ObjectMapper json;
    private final int maxWaiting;

    Starting(
            Conversations conversations,
            Nodes nodes,
            Engine engine,
            ProcessIdentity me,
            Clock clock,
            ObjectMapper json,
            OrchestratorConfig config) {
        this.conversations = conversations;
        this.nodes = nodes;
        this.engine = engine;
        this.me = me;
        this.clock = clock;
        this.steering = new Steering(clock);
        this.json = json;
        this.maxWaiting = config.ownership().maxWaiting();
    }

    /**
     * Starts a conversation, or finds the one that the same request started before.
     *
     * @param idempotencyKey chosen by the caller, so that it may repeat the request; null if it does not care
     */
    public Uni<Outcome<Conversation>> start(Caller caller, StartConversation request, @Nullable String idempotencyKey) {
        if (idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
            String detail = "Idempotency-Key: not accepted (expected: 1..255 printable characters)";
            return Uni.createFrom().item(Outcome.refused(ProblemCode.INVALID_PARAMETER, detail));
        }
        Repeat repeat = new Repeat(idempotencyKey, hash(request));
        if (idempotencyKey == null) {
            return read(caller, request, repeat);
        }
        return conversations
                .earlier(caller.tenant(), idempotencyKey)
                .flatMap(found -> found.map(earlier -> Uni.createFrom().item(same(earlier, repeat)))
                        .orElseGet(() -> read(caller, request, repeat)));
    }

    private static Outcome<Conversation> same(Earlier earlier, Repeat repeat) {
        if (earlier.hash().equals(repeat.hash())) {
            return Outcome.given(earlier.state().view());
        }
        String detail = "Idempotency-Key: used before for another request (expected: a new key)";
        return Outcome.refused(ProblemCode.IDEMPOTENCY_CONFLICT, detail);
    }

    private Uni<Outcome<Conversation>> read(Caller caller, StartConversation request, Repeat repeat) {
        Outcome<UnresolvedSpec> read = StartReading.read(request);
        if (read instanceof Outcome.Refused<UnresolvedSpec> refused) {
            return refused(refused.refusal());
        }
        UnresolvedSpec wish = ((Outcome.Given<UnresolvedSpec>) read).value();
        return nodes.resolve(caller, wish.machines())
                .map(resolved -> resolved.then(wish::resolve))
                .flatMap(spec -> spec instanceof Outcome.Given<ConversationSpec> given
                        ? admit(caller, given.value(), repeat)
                        : refused(((Outcome.Refused<ConversationSpec>) spec).refusal()));
    }

    /** A full process keeps the conversation for whoever has room next, unless too many wait already. */
    private Uni<Outcome<Conversation>> admit(Caller caller, ConversationSpec spec, Repeat repeat) {
        UUID id = UUID.randomUUID();
        boolean place = spec.autoRun() && engine.reserve(id);
        if (place || !spec.autoRun()) {
            return create(caller, id, spec, repeat, place);
        }
        return conversations.waiting().flatMap(waiting -> {
            if (waiting >= maxWaiting) {
                String detail = "waiting conversations: %d (expected: < %d)".formatted(waiting, maxWaiting);
                return refused(Refusal.of(ProblemCode.TOO_MANY_CONVERSATIONS, detail));
            }
            return create(caller, id, spec, repeat, false);
        });
    }

    private Uni<Outcome<Conversation>> create(
            Caller caller, UUID id, ConversationSpec spec, Repeat repeat, boolean place) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ConversationState state = new ConversationState(
                new ConversationKey(caller.tenant(), id),
                Payer.of(caller),
                spec,
                new Active(Wish.RUN),
                Progress.none(spec.numRounds(), now),
                1,
                now,
                now);
        Change first = steering.started(state);
        return conversations
                .create(state, first, repeat, place ? me : null)
                .map(created -> kept(created, repeat))
                .onTermination()
                .invoke(() -> engine.unreserve(id));
    }

    private Outcome<Conversation> kept(Created created, Repeat repeat) {
        if (created.taken() != null) {
            engine.run(created.taken());
        }
        return same(new Earlier(created.state(), created.hash()), repeat);
    }

    private String hash(StartConversation request) {
        try {
            byte[] asked = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: in every Java)", e);
        }
    }

    private static Uni<Outcome<Conversation>> refused(Refusal refusal) {
        return Uni.createFrom().item(Outcome.refused(refusal));
    }
}
