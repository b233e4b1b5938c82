package dev.parley.router.http;

import dev.parley.protocol.model.ModelProgress;
import dev.parley.router.node.NodeId;
import dev.parley.router.placement.Step;
import dev.parley.router.placement.Undertaking;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one viewer of an undertaking is told: at every look what is new since the last, however much happened in between, so
 * that a slow viewer costs nothing. Whoever stops looking ends nothing.
 */
final class ProgressRecords {

    private static final Duration EVERY = Duration.ofMillis(200);

    /** Looks without anything new after which the same is said again: silence would be taken for a broken line. */
    private static final int SILENT_LOOKS = 25;

    /** As much of a digest as Ollama shows. */
    private static final int SHOWN = 12;

    private final Undertaking undertaking;
    private final Map<String, Step.Layer> told = new HashMap<>();
    private String status = "";
    private int silent;

    private ProgressRecords(Undertaking undertaking) {
        this.undertaking = undertaking;
    }

    static Multi<ModelProgress> of(Undertaking undertaking) {
        return Multi.createFrom().deferred(() -> {
            ProgressRecords records = new ProgressRecords(undertaking);
            return Multi.createFrom()
                    .ticks()
                    .every(EVERY)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToIterable(tick -> records.look())
                    .select()
                    .first(Optional::isPresent)
                    .map(Optional::orElseThrow);
        });
    }

    /** What is new; ends with an empty one. */
    private List<Optional<ModelProgress>> look() {
        // Asked before the layers: what ends in between is told whole with the next look.
        boolean over = undertaking.isOver();
        List<Optional<ModelProgress>> news = new ArrayList<>();
        undertaking.layers().stream()
                .filter(layer -> !layer.equals(told.put(layer.digest(), layer)))
                .map(layer -> ModelProgress.layer(
                        "pulling " + shown(layer.digest()), layer.digest(), layer.total(), layer.completed()))
                .forEach(record -> news.add(Optional.of(record)));
        if (over) {
            news.add(Optional.of(last()));
            news.add(Optional.empty());
            return news;
        }
        undertaking.status().filter(now -> isNew(now, news.isEmpty())).ifPresent(now -> {
            status = now;
            silent = 0;
            news.add(Optional.of(ModelProgress.of(now)));
        });
        return news;
    }

    /** Layers speak for themselves while they come. */
    private boolean isNew(String now, boolean nothingElse) {
        silent = nothingElse ? silent + 1 : 0;
        boolean isLayer =
                now.startsWith("pulling ") && told.keySet().stream().anyMatch(digest -> now.endsWith(shown(digest)));
        return silent >= SILENT_LOOKS || (!isLayer && !now.equals(status));
    }

    private ModelProgress last() {
        List<String> failures = undertaking.failures();
        return failures.isEmpty()
                ? ModelProgress.success(
                        undertaking.done().stream().map(NodeId::value).sorted().toList())
                : ModelProgress.failed(String.join("; ", failures));
    }

    private static String shown(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHOWN, hex.length()));
    }
}
