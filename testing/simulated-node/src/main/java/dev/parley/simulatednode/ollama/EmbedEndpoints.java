package dev.parley.simulatednode.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.Vectors;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.generation.Embedder;
import dev.parley.simulatednode.generation.Models;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.json.GoNumber;
import dev.parley.simulatednode.options.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/embed} and its predecessor {@code /api/embeddings}. */
final class EmbedEndpoints {

    private final Models models;
    private final Embedder embedder;

    EmbedEndpoints(Models models, Embedder embedder) {
        this.models = models;
        this.embedder = embedder;
    }

    void embed(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "EmbedRequest");
        List<String> inputs = inputs(request.raw("input"));
        if (inputs == null) {
            ErrorForm.NATIVE.send(exchange.reply(), 400, "invalid input type");
            return;
        }
        int dimensions = (int) request.integer("dimensions", 0);
        boolean truncate = request.flag("truncate", true);
        start(exchange, request, inputs, truncate, 400, (name, embedded) -> {
            List<String> vectors = embedded.vectors().stream()
                    .map(vector -> floats(unit(vector, dimensions)))
                    .toList();
            GoJson answer = GoJson.object().put("model", name).raw("embeddings", GoJson.array(vectors));
            if (!inputs.isEmpty()) {
                answer.optional("total_duration", embedded.totalNanos())
                        .optional("load_duration", embedded.loadNanos())
                        .optional("prompt_eval_count", embedded.tokens());
            }
            return answer;
        });
    }

    void embeddings(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "EmbeddingRequest");
        String prompt = request.text("prompt");
        List<String> inputs = prompt.isEmpty() ? List.of() : List.of(prompt);
        start(
                exchange,
                request,
                inputs,
                true,
                500,
                (name, embedded) -> GoJson.object()
                        .raw(
                                "embedding",
                                embedded.vectors().isEmpty()
                                        ? "[]"
                                        : doubles(embedded.vectors().get(0))));
    }

    /** How an endpoint writes its answer. */
    private interface Answering {
        GoJson answer(String name, Embedder.Embedded embedded);
    }

    private void start(
            Exchange exchange,
            Fields request,
            List<String> inputs,
            boolean truncate,
            int deathStatus,
            Answering answering) {
        String name = request.text("model");
        Optional<Model> model = models.find(exchange, name, Models.Wording.EMBED, ErrorForm.NATIVE);
        if (model.isEmpty()) {
            return;
        }
        Options options;
        try {
            options = Options.of(request.map("options"), true);
        } catch (Options.WrongOption e) {
            ErrorForm.NATIVE.send(exchange.reply(), 500, String.valueOf(e.getMessage()));
            return;
        }
        Embedder.Order order =
                new Embedder.Order(inputs, options.runner(), KeepAlive.of(request), truncate, deathStatus);
        embedder.embed(
                exchange,
                model.get(),
                order,
                ErrorForm.NATIVE,
                embedded -> exchange.reply()
                        .whole(
                                Head.of(200, NativeJson.JSON),
                                answering.answer(name, embedded).bytes()));
    }

    /** The texts, or null when the input is neither a text nor a list of texts. */
    private static @Nullable List<String> inputs(@Nullable JsonNode input) {
        if (input == null || input.isTextual() && input.textValue().isEmpty()) {
            return List.of();
        }
        if (input.isTextual()) {
            return List.of(input.textValue());
        }
        if (!input.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : input) {
            if (!each.isTextual()) {
                return null;
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    static double[] unit(double[] vector, int dimensions) {
        boolean shorter = dimensions > 0 && dimensions < vector.length;
        return Vectors.unit(shorter ? Arrays.copyOf(vector, dimensions) : vector);
    }

    private static String floats(double[] vector) {
        return GoJson.array(Arrays.stream(vector)
                .mapToObj(each -> GoNumber.of((float) each))
                .toList());
    }

    private static String doubles(double[] vector) {
        return GoJson.array(Arrays.stream(vector).mapToObj(GoNumber::of).toList());
    }
}
