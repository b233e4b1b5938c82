package dev.parley.gateway.quota;

import dev.parley.protocol.caller.Caller;

/**
 * Whose use is counted.
 *
 * @param key the public id of a key, never the key itself
 */
public record Account(String tenant, String key) {

    /** The account of who calls. */
    public static Account of(Caller caller) {
        return new Account(caller.tenant(), caller.key());
    }

    /** {@code tenant:key}, unlike any other account's: a tenant has no colon. */
    @Override
    public String toString() {
        return tenant + ":" + key;
    }
}
