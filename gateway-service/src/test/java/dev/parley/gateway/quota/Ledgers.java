package dev.parley.gateway.quota;

import java.time.Clock;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What tests of other packages need of ledgers. */
public final class Ledgers {

    private Ledgers() {}

    public static Account account(String key) {
        return new Account("local", key);
    }

    public static Limits limits(int requests, long tokens, int streams, long month) {
        return new Limits(
                requests < 0 ? OptionalInt.empty() : OptionalInt.of(requests),
                tokens < 0 ? OptionalLong.empty() : OptionalLong.of(tokens),
                streams < 0 ? OptionalInt.empty() : OptionalInt.of(streams),
                month < 0 ? OptionalLong.empty() : OptionalLong.of(month));
    }

    /** What a ledger decides that holds nothing back. */
    public static Decision admittedAlone() {
        return Decision.of(Decision.Outcome.ADMITTED);
    }

    /** The ledger of one process alone. */
    public static Alone alone(Clock clock) {
        return new Alone(new LocalLedger(clock, 100));
    }

    /** A ledger that is asked and told directly. */
    public record Alone(LocalLedger ledger) {

        public Decision admit(Claim claim) {
            return ledger.admit(claim);
        }

        public void settle(Settlement ended) {
            ledger.settle(ended);
        }
    }
}
