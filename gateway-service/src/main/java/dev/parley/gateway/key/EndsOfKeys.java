package dev.parley.gateway.key;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Payers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees to it that a key which has ended stops paying for conversations, however long the orchestrator was away meanwhile. It
 * is told at once, and again when no replica lets the key in any more: what the key began in between waits then too. Each
 * replica does this; told twice is told once.
 */
public final class EndsOfKeys {

    private final EndedKeys keys;
    private final Payers payers;
    private final InstantSource clock;
    private final Duration forgotten;
    private final int most;

    /** Of keys that were told of since they ended, and will be once more. */
    private final Set<String> told = new HashSet<>();

    /**
     * @param forgotten after so long no replica lets a key in that has ended
     * @param most keys in one look
     */
    public EndsOfKeys(EndedKeys keys, Payers payers, InstantSource clock, Duration forgotten, int most) {
        this.keys = keys;
        this.payers = payers;
        this.clock = clock;
        this.forgotten = forgotten;
        this.most = most;
    }

    /** Looks once; whom it cannot tell of keeps nobody else waiting. Not to be begun again before it has ended; worth repeating if it fails. */
    public Uni<Void> look() {
        return Uni.createFrom()
                .deferred(() -> keys.unsettled(clock.instant(), most))
                .flatMap(this::tell);
    }

    private Uni<Void> tell(List<EndedKey> ended) {
        return Multi.createFrom()
                .iterable(ended)
                .onItem()
                .transformToUni(this::tell)
                .collectFailures()
                .concatenate()
                .collect()
                .last();
    }

    private Uni<Void> tell(EndedKey key) {
        String id = key.caller().key();
        Instant now = clock.instant();
        boolean isLast = !now.isBefore(key.at().plus(forgotten));
        if (!isLast && told.contains(id)) {
            return Uni.createFrom().voidItem();
        }
        return payers.withhold(Account.of(key.caller()), key.why())
                .invoke(() -> told.add(id))
                .chain(() -> isLast ? settle(key, now) : Uni.createFrom().voidItem());
    }

    private Uni<Void> settle(EndedKey key, Instant now) {
        return keys.settle(key, now).invoke(() -> told.remove(key.caller().key()));
    }
}
