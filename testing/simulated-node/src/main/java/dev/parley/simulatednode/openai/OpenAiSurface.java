package dev.parley.simulatednode.openai;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.ModelName;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.generation.Embedder;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Models;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoJsonException;
import dev.parley.simulatednode.reception.Route;
import java.util.List;
import java.util.Optional;

/** The OpenAI-compatible surface of a node. */
public final class OpenAiSurface {

    private final Catalogue catalogue;
    private final CompletionEndpoints completions;
    private final EmbeddingEndpoint embeddings;

    public OpenAiSurface(Catalogue catalogue, Models models, Inference inference, Embedder embedder) {
        this.catalogue = catalogue;
        this.completions = new CompletionEndpoints(inference);
        this.embeddings = new EmbeddingEndpoint(models, embedder);
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/chat/completions", translated(completions::chat)),
                new Route("POST", "/v1/completions", translated(completions::complete)),
                new Route("POST", "/v1/embeddings", translated(embeddings::embed)),
                new Route("GET", "/v1/models", this::models),
                new Route("GET", "/v1/models/:model", this::model));
    }

    /** A body that cannot be read is refused by the translation. */
    private static Route.Handler translated(Route.Handler handler) {
        return (exchange, parameter) -> {
            try {
                handler.handle(exchange, parameter);
            } catch (GoJsonException e) {
                OpenAiJson.refuse(exchange.reply(), String.valueOf(e.getMessage()));
            }
        };
    }

    private void models(Exchange exchange, String none) {
        List<String> entries = catalogue.newestFirst().stream()
                .map(model -> entry(model.name().display(), model))
                .toList();
        GoJson list =
                GoJson.object().put("object", "list").raw("data", entries.isEmpty() ? "null" : GoJson.array(entries));
        exchange.reply().whole(Head.of(200, OpenAiJson.JSON), OpenAiJson.line(list));
    }

    private void model(Exchange exchange, String asked) {
        Optional<ModelName> name = asked.contains("%") ? Optional.empty() : ModelName.parse(asked);
        Optional<Model> model = name.flatMap(catalogue::find);
        if (model.isPresent()) {
            exchange.reply()
                    .whole(
                            Head.of(200, OpenAiJson.JSON),
                            (entry(asked, model.get()) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else {
            String shown = name.map(ModelName::display).orElse(asked);
            ErrorForm.OPENAI.send(exchange.reply(), 404, "model '" + shown + "' not found");
        }
    }

    private static String entry(String id, Model model) {
        return GoJson.object()
                .put("id", id)
                .put("object", "model")
                .put("created", model.modifiedAt().toEpochSecond())
                .put("owned_by", model.name().namespace())
                .toString();
    }
}
