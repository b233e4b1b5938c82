package dev.parley.simulatednode.catalogue;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One installed model.
 *
 * @param name the name it is stored under
 * @param modifiedAt when it was installed, in the node's zone
 * @param size bytes of all its layers
 * @param digest 64 hex characters; copies of a name share it
 * @param weights digest of the weights ("sha256:..."); names that share it share one running instance
 * @param details descriptive fields
 * @param capabilities what it can do
 * @param remote where it really runs, for cloud stubs
 * @param card texts and parameters that only show tells
 * @param footprint memory it needs once loaded
 */
public record Model(
        ModelName name,
        OffsetDateTime modifiedAt,
        long size,
        String digest,
        String weights,
        Details details,
        Set<Capability> capabilities,
        @Nullable Remote remote,
        Card card,
        Footprint footprint) {

    public Model {
        capabilities = Set.copyOf(capabilities);
    }

    /** A cloud stub's real model and host. */
    public record Remote(String model, String host) {}

    /**
     * Memory of a loaded instance.
     *
     * @param kvBytesPerToken bytes of the key-value cache per token of context
     * @param runningBytes the whole size of an instance when it is fixed; 0 derives it from size and context
     * @param gpuShare share (0..1) of an instance on the GPU when it is fixed; negative derives it from free VRAM
     */
    public record Footprint(long kvBytesPerToken, long runningBytes, double gpuShare) {

        public static final Footprint DERIVED = new Footprint(114_688, 0, -1);

        /** Bytes of an instance with so many contexts of that length. */
        public long bytes(long weights, long context, int slots) {
            return runningBytes > 0 ? runningBytes : weights + kvBytesPerToken * context * slots;
        }
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    public List<String> capabilityNames() {
        return (capabilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(capabilities))
                .stream().map(Capability::wireName).collect(Collectors.toList());
    }

    public Model named(ModelName other) {
        return new Model(other, modifiedAt, size, digest, weights, details, capabilities, remote, card, footprint);
    }

    public Model withCapabilities(Set<Capability> other) {
        return new Model(name, modifiedAt, size, digest, weights, details, other, remote, card, footprint);
    }

    public Model withDigest(String other) {
        return new Model(name, modifiedAt, size, other, weights, details, capabilities, remote, card, footprint);
    }

    public Model withDetails(String parameterSize) {
        Details other = new Details(
                details.parentModel(),
                details.format(),
                details.family(),
                details.families(),
                parameterSize,
                details.quantizationLevel(),
                details.contextLength(),
                details.embeddingLength());
        return new Model(name, modifiedAt, size, digest, weights, other, capabilities, remote, card, footprint);
    }

    public Model withCard(Card other) {
        return new Model(name, modifiedAt, size, digest, weights, details, capabilities, remote, other, footprint);
    }

    public Model withFootprint(Footprint other) {
        return new Model(name, modifiedAt, size, digest, weights, details, capabilities, remote, card, other);
    }

    public Model modified(OffsetDateTime at) {
        return new Model(name, at, size, digest, weights, details, capabilities, remote, card, footprint);
    }
}
