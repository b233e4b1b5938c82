package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model on a node.
 *
 * @param name folded
 * @param listed as the node spells it
 * @param digest of its manifest; null where the kind of node has none
 * @param modified null where the node does not say
 * @param abilities completion, embedding, ...; empty where the node does not say
 * @param entry what the node's list says of it, in the node's own JSON
 */
public record HostedModel(
        ModelName name,
        String listed,
        @Nullable String digest,
        @Nullable Instant modified,
        Set<String> abilities,
        String entry) {

    private static final String EMBEDDING = "embedding";
    private static final String COMPLETION = "completion";

    public HostedModel {
        abilities = Set.copyOf(abilities);
    }

    /** Whether it embeds. */
    public boolean embeds() {
        return abilities.contains(EMBEDDING);
    }

    /** Whether it completes; a node that says nothing about abilities is believed. */
    public boolean completes() {
        return abilities.isEmpty() || abilities.contains(COMPLETION);
    }

    /** The digest, if there is one. */
    public Optional<String> knownDigest() {
        return Optional.ofNullable(digest);
    }
}
