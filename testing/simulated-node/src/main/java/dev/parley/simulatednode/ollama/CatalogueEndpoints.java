package dev.parley.simulatednode.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.catalogue.Card;
import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.ModelName;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.engine.LoadedModel;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a node tells about itself and its models: root, version, status, tags, ps and show. */
final class CatalogueEndpoints {

    private static final byte[] RUNNING = "Ollama is running".getBytes(StandardCharsets.UTF_8);

    private final Catalogue catalogue;
    private final Engine engine;
    private final FaultPlan faults;

    CatalogueEndpoints(Catalogue catalogue, Engine engine, FaultPlan faults) {
        this.catalogue = catalogue;
        this.engine = engine;
        this.faults = faults;
    }

    void root(Exchange exchange, String none) {
        exchange.reply().whole(Head.of(200, "text/plain; charset=utf-8"), RUNNING);
    }

    void version(Exchange exchange, String none) {
        String version = faults.state(FaultCode.F29)
                .map(rule -> rule.text("0.0.0-dirty+weird"))
                .orElse(exchange.settings().version());
        json(exchange, GoJson.object().put("version", version));
    }

    void status(Exchange exchange, String none) {
        boolean off = exchange.settings().cloudDisabled();
        GoJson cloud = GoJson.object().put("disabled", off).put("source", off ? "env" : "none");
        json(exchange, GoJson.object().raw("cloud", cloud.toString()));
    }

    void tags(Exchange exchange, String none) {
        List<String> models = catalogue.newestFirst().stream()
                .map(model -> tag(model, digest(exchange, model)))
                .toList();
        json(exchange, GoJson.object().raw("models", GoJson.array(models)));
    }

    private static String tag(Model model, String digest) {
        String name = model.name().display();
        GoJson entry = GoJson.object().put("name", name).put("model", name);
        Model.Remote remote = model.remote();
        if (remote != null) {
            entry.put("remote_model", remote.model()).put("remote_host", remote.host());
        }
        return entry.put("modified_at", GoTime.zoned(model.modifiedAt()))
                .put("size", model.size())
                .put("digest", digest)
                .raw("details", model.details().longJson())
                .optionalRaw(
                        "capabilities",
                        model.capabilities().isEmpty() ? null : GoJson.strings(sorted(model.capabilityNames())))
                .toString();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().collect(Collectors.toList());
    }

    /** The digest, or the one that a fault tells instead. */
    private String digest(Exchange exchange, Model model) {
        return exchange.fault(FaultCode.F30)
                .map(FaultRule::text)
                .or(() -> faults.digest(model.name().display()))
                .orElse(model.digest());
    }

    void ps(Exchange exchange, String none) {
        List<String> models = engine.loaded().stream()
                .map(loaded -> loaded(loaded, digest(exchange, loaded.model())))
                .toList();
        json(exchange, GoJson.object().raw("models", GoJson.array(models)));
    }

    private static String loaded(LoadedModel loaded, String digest) {
        String name = loaded.model().name().display();
        return GoJson.object()
                .put("name", name)
                .put("model", name)
                .put("size", loaded.sizeBytes())
                .put("digest", digest)
                .raw("details", loaded.model().details().shortJson())
                .put("expires_at", GoTime.utc(loaded.expiresAt()))
                .put("size_vram", loaded.vramBytes())
                .put("context_length", loaded.contextLength())
                .toString();
    }

    void show(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "ShowRequest");
        String asked = request.text("model").isEmpty() ? request.text("name") : request.text("model");
        if (asked.isEmpty()) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "model is required");
            return;
        }
        Optional<ModelName> name = ModelName.parse(asked);
        Optional<Model> model = name.flatMap(catalogue::find);
        if (model.isPresent()) {
            json(exchange, new Shown(model.get(), request.text("system")).json());
        } else if (name.isPresent()) {
            ErrorForm.NATIVE.send(exchange.reply(), 404, "model '" + name.get().display() + "' not found");
        } else {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "invalid model name");
        }
    }

    private static void json(Exchange exchange, GoJson body) {
        exchange.reply().whole(Head.of(200, NativeJson.JSON), body.bytes());
    }

    /** The answer of show. */
    private record Shown(Model model, String systemOverride) {

        GoJson json() {
            Card card = model.card();
            String system = systemOverride.isEmpty() ? card.system() : systemOverride;
            GoJson answer = GoJson.object()
                    .optional("license", card.license())
                    .optional("modelfile", modelfile(system))
                    .optional("parameters", parameters(card))
                    .optional("template", card.template())
                    .optional("system", system)
                    .raw("details", model.details().shortJson());
            Model.Remote remote = model.remote();
            if (remote != null) {
                answer.put("remote_model", remote.model()).put("remote_host", remote.host());
            }
            GoJson info = GoJson.object();
            for (Map.Entry<String, JsonNode> each : card.info().entrySet()) {
                info.raw(each.getKey(), GoJson.value(each.getValue()));
            }
            return answer.raw("model_info", info.toString())
                    .optionalRaw("tensors", tensors(card))
                    .optionalRaw(
                            "capabilities",
                            model.capabilities().isEmpty() ? null : GoJson.strings(model.capabilityNames()))
                    .put("modified_at", GoTime.zoned(model.modifiedAt()));
        }

        private String modelfile(String system) {
            StringBuilder file = new StringBuilder("# Modelfile generated by \"ollama show\"\n"
                    + "# To build a new Modelfile based on this, replace FROM with:\n# FROM "
                    + model.name().display() + "\n\nFROM /models/blobs/"
                    + model.weights().replace(':', '-') + "\n");
            if (!model.card().template().isEmpty()) {
                file.append("TEMPLATE ").append(model.card().template()).append('\n');
            }
            if (!system.isEmpty()) {
                file.append("SYSTEM ").append(system).append('\n');
            }
            return file.toString();
        }

        private static String parameters(Card card) {
            return card.parameters().stream()
                    .map(each -> String.format("%-30s %s", each.getKey(), each.getValue()))
                    .collect(Collectors.joining("\n"));
        }

        private static @org.jspecify.annotations.Nullable String tensors(Card card) {
            return card.tensors().isEmpty()
                    ? null
                    : GoJson.array(card.tensors().stream()
                            .map(tensor -> GoJson.object()
                                    .put("name", tensor.name())
                                    .put("type", tensor.type())
                                    .raw("shape", tensor.shape().toString().replace(" ", ""))
                                    .toString())
                            .toList());
        }
    }
}
