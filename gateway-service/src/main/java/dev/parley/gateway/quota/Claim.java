package dev.parley.gateway.quota;

import java.util.OptionalLong;

/**
 * A request that asks to begin.
 *
 * @param lease under which number this process holds it until it has ended
 * @param seed what the account has used this month, for a ledger that has forgotten it
 * @param elsewhere what the account has used this month where no ledger counts: in conversations
 */
public record Claim(Account account, Limits limits, Need need, long lease, OptionalLong seed, long elsewhere) {

    Claim seeded(long used) {
        return new Claim(account, limits, need, lease, OptionalLong.of(used), elsewhere);
    }

    /** Whether its end matters to the ledger. A request that is only counted per minute is over when it has begun. */
    public boolean isHeld() {
        return need.stream() && limits.countWhatIsUnderWay();
    }
}
