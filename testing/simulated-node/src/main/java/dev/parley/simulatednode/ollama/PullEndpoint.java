package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.ModelName;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.time.NodeTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/pull}. The registry has every model but those whose names begin with "nope" or "missing". What was
 * fetched of a layer is kept, so that a later pull resumes.
 */
final class PullEndpoint {

    private static final String TEMPLATE_LAYER =
            "sha256:34bb5ab01051a11372a91f95f3fbbc51173eed8e7f13ec395b9ae9b8bd0e242b";
    private static final long TEMPLATE_BYTES = 561;
    private static final long OTHER_BYTES = 15_813;
    private static final long EVERY_NANOS = 60_000_000;

    private final NodeTime time;
    private final Catalogue catalogue;
    private final Map<String, Long> fetched = new HashMap<>();

    PullEndpoint(NodeTime time, Catalogue catalogue) {
        this.time = time;
        this.catalogue = catalogue;
    }

    void pull(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "PullRequest");
        String asked = request.text("model").isEmpty() ? request.text("name") : request.text("model");
        Optional<ModelName> name = ModelName.parse(asked);
        if (name.isEmpty()) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "invalid model name");
            return;
        }
        Progress progress = new Progress(exchange, request.flag("stream", true));
        progress.status("pulling manifest");
        if (name.get().model().startsWith("nope") || name.get().model().startsWith("missing")) {
            progress.failed(500, "pull model manifest: file does not exist");
            return;
        }
        Model model = StockModels.of(name.get().display());
        fetch(exchange, progress, model, Math.max(1, model.size() - OTHER_BYTES));
    }

    private void fetch(Exchange exchange, Progress progress, Model model, long total) {
        long before = fetched.getOrDefault(model.weights(), 0L);
        progress.layer(model.weights(), total, before);
        if (before >= total) {
            finish(progress, model);
            return;
        }
        double rate = exchange.settings().pullBytesPerSecond();
        long next = rate == 0 ? total : Math.min(total, before + (long) (rate * EVERY_NANOS / 1e9) + 1);
        NodeTime.Timer timer = time.after(rate == 0 ? 0 : EVERY_NANOS, () -> {
            fetched.merge(model.weights(), next, Math::max);
            fetch(exchange, progress, model, total);
        });
        exchange.onGone(timer::cancel);
    }

    private void finish(Progress progress, Model model) {
        progress.layer(TEMPLATE_LAYER, TEMPLATE_BYTES, TEMPLATE_BYTES);
        progress.status("verifying sha256 digest");
        progress.status("writing manifest");
        if (catalogue.find(model.name()).isEmpty()) {
            catalogue.put(model.modified(time.now().atOffset(ZoneOffset.UTC)));
        }
        progress.done();
    }
}
