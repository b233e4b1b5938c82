package dev.parley.orchestrator.conversation;

import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.Forecast;
import dev.parley.protocol.conversation.Novelty;
import dev.parley.protocol.conversation.StopReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the figures so far say of a conversation, and of what is to come. */
public final class Outlook {

    private static final int SHOWN = 2;
    private static final double NANOS = 1e9;

    private Outlook() {}

    /** Of the latest full rounds; null before the first. */
    public static @Nullable Novelty novelty(Progress progress) {
        List<RoundIdeas> recent = progress.recent();
        return recent.isEmpty() ? null : novelty(recent.subList(Math.max(0, recent.size() - SHOWN), recent.size()));
    }

    /** Of these rounds together. */
    public static Novelty novelty(List<RoundIdeas> rounds) {
        int fresh = rounds.stream().mapToInt(RoundIdeas::newIdeas).sum();
        int repeated = rounds.stream().mapToInt(RoundIdeas::repeatedIdeas).sum();
        double rate = fresh + repeated == 0 ? 0 : (double) fresh / (fresh + repeated);
        return new Novelty(rate, rounds.size(), fresh, repeated);
    }

    /** The first end in sight if all turns are like those so far; null if there is none, or nothing to judge by. */
    static @Nullable Forecast forecast(ConversationSpec spec, Progress progress, Instant now) {
        Counts counts = progress.counts();
        if (counts.turns() == 0) {
            return null;
        }
        Ledger ledger = progress.ledger();
        long tokens = counts.tokens() / counts.turns();
        long ms = ledger.activeMs(now) / counts.turns();
        long nanos = ledger.meanCost(counts.turns());
        Budget left = ledger.left(now);
        return Stream.of(
                        end(StopReason.ROUNDS, roundsLeft(spec, progress)),
                        end(StopReason.TOKENS, turns(left.tokens(), tokens)),
                        end(StopReason.COST, turns(left.cost() == null ? null : left.cost() * NANOS, nanos)),
                        end(StopReason.TIME, turns(left.seconds() == null ? null : left.seconds() * 1_000.0, ms)))
                .filter(end -> end.turns() != Long.MAX_VALUE)
                .min(Comparator.comparingLong(End::turns))
                .map(end -> new Forecast(
                        end.reason(),
                        end.turns(),
                        end.turns() * tokens,
                        end.turns() * ms / 1_000,
                        ledger.prices() == null ? null : end.turns() * nanos / NANOS))
                .orElse(null);
    }

    private record End(StopReason reason, long turns) {}

    private static End end(StopReason reason, long turns) {
        return new End(reason, turns);
    }

    private static long roundsLeft(ConversationSpec spec, Progress progress) {
        if (progress.target() == 0) {
            return Long.MAX_VALUE;
        }
        OpenRound round = progress.round();
        long left = Math.max(0, progress.target() - progress.counts().rounds())
                * (long) spec.speakers().size();
        return Math.max(0, left - (round == null ? 0 : round.speaker()));
    }

    private static long turns(@Nullable Number left, long each) {
        return left == null || each == 0 ? Long.MAX_VALUE : (long) Math.ceil(left.doubleValue() / each);
    }
}
