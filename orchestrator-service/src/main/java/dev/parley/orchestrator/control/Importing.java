package dev.parley.orchestrator.control;

import dev.parley.orchestrator.ImportConfig;
import dev.parley.orchestrator.control.Conversations.Earlier;
import dev.parley.orchestrator.control.Conversations.Repeat;
import dev.parley.orchestrator.control.Wishes.Wished;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.importing.FileReading;
import dev.parley.orchestrator.importing.ImportBounds;
import dev.parley.orchestrator.importing.Imported;
import dev.parley.orchestrator.importing.Retelling;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationFile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings back conversations that were taken away: a new one with the file's past, kept in one transaction. It rests or has
 * ended, so nothing runs and nothing is paid until somebody lets it go on.
 */
@Singleton
public final class Importing {

    private final Conversations conversations;
    private final Requests requests;
    private final Wishes wishes;
    private final Clock clock;
    private final ImportBounds bounds;

    Importing(Conversations conversations, Requests requests, Wishes wishes, Clock clock, ImportConfig config) {
        this.conversations = conversations;
        this.requests = requests;
        this.wishes = wishes;
        this.clock = clock;
        this.bounds = new ImportBounds(config.messages(), config.ideas());
    }

    /**
     * Makes a conversation of a file, or finds the one that the same request made before.
     *
     * @param idempotencyKey chosen by the caller, so that it may repeat the request; null if it does not care
     */
    public Uni<Outcome<Conversation>> bring(Caller caller, ConversationFile file, @Nullable String idempotencyKey) {
        return requests.once(caller, List.of("import", file), idempotencyKey, repeat -> read(caller, file, repeat));
    }

    private Uni<Outcome<Conversation>> read(Caller caller, ConversationFile file, Repeat repeat) {
        Outcome<Imported> read = FileReading.read(file, bounds, clock.instant());
        if (read instanceof Outcome.Refused<Imported> wrong) {
            return refused(wrong.refusal());
        }
        Imported past = ((Outcome.Given<Imported>) read).value();
        return wishes.confirmed(caller, past.wish())
                .flatMap(wished -> wished instanceof Outcome.Given<Wished> given
                        ? keep(caller, given.value(), past, repeat)
                        : refused(FileReading.ofStart(((Outcome.Refused<Wished>) wished).refusal())));
    }

    private Uni<Outcome<Conversation>> keep(Caller caller, Wished wished, Imported past, Repeat repeat) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ConversationState fresh = new ConversationState(
                new ConversationKey(caller.tenant(), UUID.randomUUID()),
                Payer.of(caller),
                wished.spec(),
                new Active(Wish.RUN),
                Progress.none(wished.spec().numRounds(), now)
                        .with(ledger -> ledger.agreed(wished.budget(), wished.prices(), now)),
                1,
                now,
                now);
        return conversations
                .create(fresh, Retelling.of(fresh, past, now), repeat, null)
                .map(created -> Requests.same(new Earlier(created.state(), created.hash()), repeat));
    }

    private static Uni<Outcome<Conversation>> refused(Refusal refusal) {
        return Uni.createFrom().item(Outcome.refused(refusal));
    }
}
