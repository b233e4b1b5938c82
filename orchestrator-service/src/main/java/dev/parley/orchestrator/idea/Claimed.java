package dev.parley.orchestrator.idea;

import dev.parley.protocol.idea.Idea;
import java.util.List;

/** What became of a claim. */
public sealed interface Claimed {

    /** The ideas in the order of the answer, each with its verdict. */
    record Settled(List<Idea> ideas) implements Claimed {}

    /** The registry cannot be asked now; the claim is owed. */
    record Away(String detail) implements Claimed {}

    /** A newer owner has claimed already: whoever asked has lost the conversation. */
    record Stale() implements Claimed {}
}
