package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Capability;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what fits: contexts, slots, placement on the GPU, and who must leave first. */
final class Memory {

    private static final long GIB = 1L << 30;
    private static final Set<String> ONE_SLOT = Set.of(
            "mllama", "qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe", "qwen3next", "lfm2", "lfm2moe", "nemotron_h");

    private final Supplier<NodeSettings> settings;

    Memory(Supplier<NodeSettings> settings) {
        this.settings = settings;
    }

    /** Request before Modelfile before environment before VRAM, never more than the model has. */
    Instance.Context context(Model model, RunnerOptions options) {
        int most = model.details().contextLength() == 0
                ? Integer.MAX_VALUE
                : model.details().contextLength();
        int asked = options.numCtx() > 0 ? options.numCtx() : modelfileContext(model);
        if (asked > 0) {
            return new Instance.Context(Math.min(asked, most), false);
        }
        int configured = settings.get().contextLength();
        int automatic = configured > 0 ? configured : byVram(settings.get().vramBytes());
        return new Instance.Context(Math.min(automatic, most), true);
    }

    private static int modelfileContext(Model model) {
        return model.card().parameters().stream()
                .filter(parameter -> parameter.getKey().equals("num_ctx"))
                .mapToInt(parameter -> Integer.parseInt(parameter.getValue()))
                .findFirst()
                .orElse(0);
    }

    private static int byVram(long vram) {
        return vram >= 47 * GIB ? 262_144 : vram >= 23 * GIB ? 32_768 : 4_096;
    }

    int slots(Model model) {
        boolean single = model.can(Capability.EMBEDDING)
                || ONE_SLOT.contains(model.details().family());
        return single ? 1 : settings.get().slots();
    }

    /** Who must leave before this model fits; empty when it fits, or never will. */
    Optional<Instance> victim(Collection<Instance> loaded, Model model, Instance.Context context) {
        boolean full = loaded.size() >= settings.get().maxLoadedModels();
        return full || !fits(loaded, model, context)
                ? loaded.stream()
                        .min(Comparator.comparing((Instance each) -> !each.idle())
                                .thenComparingLong(Instance::patience))
                : Optional.empty();
    }

    /** Whether it fits beside the others: on the GPU whole, on a machine without one in its memory. */
    private boolean fits(Collection<Instance> loaded, Model model, Instance.Context context) {
        boolean split = model.footprint().gpuShare() >= 0 || settings.get().vramBytes() == 0;
        if (!split) {
            return need(model, context) <= freeVram(loaded);
        }
        Instance.Placement placement = place(loaded, model, context);
        return placement.vram() <= freeVram(loaded) && placement.system() <= freeRam(loaded);
    }

    Instance.Placement place(Collection<Instance> loaded, Model model, Instance.Context context) {
        long size = need(model, context);
        double share = model.footprint().gpuShare();
        return new Instance.Placement(
                size, share >= 0 ? (long) (size * share) : Math.max(0, Math.min(size, freeVram(loaded))));
    }

    /** Why the machine cannot hold this placement beside the others, or null. */
    @Nullable
    String refusal(Collection<Instance> loaded, Instance.Placement placement) {
        long system = placement.system();
        long available = freeRam(loaded);
        return system <= available
                ? null
                : String.format(
                        Locale.ROOT,
                        "model requires more system memory (%.1f GiB) than is available (%.1f GiB)",
                        system / (double) GIB,
                        available / (double) GIB);
    }

    private long need(Model model, Instance.Context context) {
        return model.footprint().bytes(model.size(), context.length(), slots(model));
    }

    private long freeRam(Collection<Instance> loaded) {
        return settings.get().ramBytes()
                - loaded.stream().mapToLong(each -> each.placement().system()).sum();
    }

    private long freeVram(Collection<Instance> loaded) {
        return settings.get().vramBytes()
                - loaded.stream().mapToLong(each -> each.placement().vram()).sum();
    }
}
