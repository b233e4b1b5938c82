package dev.parley.simulatednode.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.ModelName;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.time.NodeTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Create, copy, delete and blobs, on a catalogue in memory. */
final class StoreEndpoints {

    private static final byte[] NOTHING = {};

    private final NodeTime time;
    private final Catalogue catalogue;
    private final Blobs blobs = new Blobs();

    StoreEndpoints(NodeTime time, Catalogue catalogue) {
        this.time = time;
        this.catalogue = catalogue;
    }

    void create(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "CreateRequest");
        Optional<ModelName> name = ModelName.parse(named(request));
        if (name.isEmpty()) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "invalid model name");
            return;
        }
        Progress progress = new Progress(exchange, request.flag("stream", true));
        String from = request.text("from");
        JsonNode files = request.map("files");
        if (!from.isEmpty()) {
            Optional<Model> base = ModelName.parse(from).flatMap(catalogue::find);
            base.ifPresentOrElse(
                    model -> derive(progress, model, name.get(), request.text("system")),
                    () -> progress.failed(404, "model '" + from + "' not found"));
        } else if (files != null && !files.isEmpty()) {
            progress.status("parsing GGUF");
            files.forEach(digest -> progress.status("using existing layer " + digest.asText()));
            derive(progress, StockModels.of(name.get().display()), name.get(), request.text("system"));
        } else {
            progress.failed(400, "neither 'from' or 'files' was specified");
        }
    }

    private void derive(Progress progress, Model base, ModelName name, String system) {
        progress.status("using existing layer " + base.weights());
        Model model = base.named(name).modified(time.now().atOffset(ZoneOffset.UTC));
        if (!system.isEmpty()) {
            String layer = "sha256:" + StockModels.sha256(system);
            progress.status((blobs.add(layer) ? "creating new layer " : "using already created layer ") + layer);
            model = model.withCard(base.card().withSystem(system))
                    .withDigest(StockModels.sha256(base.digest() + layer));
        }
        progress.status("writing manifest");
        catalogue.put(model);
        progress.done();
    }

    void copy(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "CopyRequest");
        String source = request.text("source");
        String destination = request.text("destination");
        Optional<ModelName> target = ModelName.parse(destination);
        if (ModelName.parse(source).isEmpty() || target.isEmpty()) {
            String wrong = target.isEmpty() ? "destination" : "source";
            String text = wrong + " " + GoJson.quote(target.isEmpty() ? destination : source) + " is invalid";
            ErrorForm.NATIVE.send(exchange.reply(), 400, text);
            return;
        }
        ModelName.parse(source)
                .flatMap(catalogue::find)
                .ifPresentOrElse(
                        model -> {
                            catalogue.put(model.named(target.get()));
                            exchange.reply().whole(Head.of(200), NOTHING);
                        },
                        () -> ErrorForm.NATIVE.send(
                                exchange.reply(), 404, "model " + GoJson.quote(source) + " not found"));
    }

    void delete(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "DeleteRequest");
        String asked = named(request);
        Optional<ModelName> name = ModelName.parse(asked);
        if (name.isEmpty()) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "name " + GoJson.quote(asked) + " is invalid");
        } else if (catalogue.remove(name.get())) {
            exchange.reply().whole(Head.of(200), NOTHING);
        } else {
            ErrorForm.NATIVE.send(exchange.reply(), 404, "model '" + asked + "' not found");
        }
    }

    void headBlob(Exchange exchange, String digest) {
        int status = !Blobs.valid(digest) ? 400 : blobs.has(digest) || layer(digest) ? 200 : 404;
        Head head = status == 200 ? Head.of(status) : Head.of(status, NativeJson.JSON);
        byte[] body = status == 400
                ? ErrorForm.NATIVE.body(status, "invalid digest format")
                : status == 404
                        ? ErrorForm.NATIVE.body(status, "blob " + GoJson.quote(digest) + " not found")
                        : NOTHING;
        exchange.reply().whole(head, body);
    }

    private boolean layer(String digest) {
        return catalogue.newestFirst().stream()
                .anyMatch(model -> model.weights().equals(digest));
    }

    void postBlob(Exchange exchange, String digest) {
        String actual = "sha256:" + StockModels.sha256(exchange.request().body());
        if (!Blobs.valid(digest)) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "invalid digest format");
        } else if (blobs.has(digest) || layer(digest)) {
            exchange.reply().whole(Head.of(200), NOTHING);
        } else if (exchange.settings().verifyBlobs() && !actual.equals(digest)) {
            String text = "digest mismatch, expected " + GoJson.quote(digest) + ", got " + GoJson.quote(actual);
            ErrorForm.NATIVE.send(exchange.reply(), 400, text);
        } else {
            blobs.add(digest);
            exchange.reply().whole(Head.of(201), NOTHING);
        }
    }

    private static String named(Fields request) {
        return request.text("model").isEmpty() ? request.text("name") : request.text("model");
    }
}
