package dev.parley.orchestrator.conversation;

import dev.parley.protocol.caller.Caller;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf models are asked. Whoever lets a conversation begin, or go on, pays for it from then on.
 *
 * @param caller as the gateway knew it then
 * @param withheld the code of why it pays no longer; null while it does
 */
public record Payer(Caller caller, @Nullable String withheld) {

    /** Somebody who pays. */
    public static Payer of(Caller caller) {
        return new Payer(caller, null);
    }

    /** The same, who does not any more. */
    public Payer withholding(String why) {
        return new Payer(caller, why);
    }
}
