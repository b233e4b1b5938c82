package dev.parley.gateway.redis;

import dev.parley.gateway.quota.Account;
import java.time.YearMonth;

/**
 * The keys of one account. All have one hash tag, so that one script may touch them in a cluster.
 *
 * @param prefix of all of them
 */
record Keys(String prefix) {

    static Keys of(Account account) {
        return new Keys("parley:{" + account + "}:quota:");
    }

    /** What was used in the latest minute. */
    String minute() {
        return prefix + "minute";
    }

    /** Which gateways have something under way. */
    String gateways() {
        return prefix + "gateways";
    }

    /** With a gateway's name: what it has under way. */
    String heldPrefix() {
        return prefix + "held:";
    }

    /** Tokens used in a month. */
    String month(YearMonth month) {
        return prefix + "month:" + month;
    }
}
