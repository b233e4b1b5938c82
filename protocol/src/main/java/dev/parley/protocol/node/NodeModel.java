package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A model on a node.
 *
 * @param name as the node lists it
 * @param digest of the manifest; null where the kind has none
 * @param loaded whether it is in memory, or believed to be
 * @param warmth the same, and whether the node says so
 * @param circuit what the router that reports holds against it
 * @param why what it holds against it, for people; null for nothing
 * @param exposed the digest that the name stands for, where this one is another; null where there is no conflict
 * @param unroutable why it is given no new requests, beside what keeps them from the whole node; null if it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeModel(
        @JsonProperty("name") String name,
        @JsonProperty("digest") @Nullable String digest,
        @JsonProperty("loaded") boolean loaded,
        @JsonProperty("warmth") ModelWarmth warmth,
        @JsonProperty("circuit") CircuitCondition circuit,
        @JsonProperty("why") @Nullable String why,
        @JsonProperty("exposed") @Nullable String exposed,
        @JsonProperty("unroutable") @Nullable Unroutable unroutable) {}
