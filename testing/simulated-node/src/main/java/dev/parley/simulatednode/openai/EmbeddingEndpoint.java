package dev.parley.simulatednode.openai;

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
import dev.parley.simulatednode.options.RunnerOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/embeddings}. */
final class EmbeddingEndpoint {

    private static final Set<String> FORMATS = Set.of("", "float", "base64");

    private final Models models;
    private final Embedder embedder;

    EmbeddingEndpoint(Models models, Embedder embedder) {
        this.models = models;
        this.embedder = embedder;
    }

    void embed(Exchange exchange, String none) {
        Fields request = Fields.of(exchange.json(), "EmbedRequest");
        List<String> inputs = inputs(request.raw("input"));
        String format = request.text("encoding_format");
        if (inputs == null) {
            OpenAiJson.refuse(exchange.reply(), "invalid input");
            return;
        }
        if (!FORMATS.contains(format)) {
            OpenAiJson.refuse(
                    exchange.reply(),
                    "Invalid value for 'encoding_format' = " + format + ". Supported values: ['float', 'base64'].");
            return;
        }
        String name = request.text("model");
        int dimensions = (int) request.integer("dimensions", 0);
        Optional<Model> model = models.find(exchange, name, Models.Wording.EMBED, ErrorForm.OPENAI);
        if (model.isPresent()) {
            Embedder.Order order = new Embedder.Order(inputs, RunnerOptions.DEFAULTS, null, true, 400);
            embedder.embed(
                    exchange,
                    model.get(),
                    order,
                    ErrorForm.OPENAI,
                    embedded -> exchange.reply()
                            .whole(
                                    Head.of(200, OpenAiJson.JSON),
                                    answer(name, embedded, dimensions, format.equals("base64"))));
        }
    }

    private static byte[] answer(String name, Embedder.Embedded embedded, int dimensions, boolean base64) {
        List<String> data = new ArrayList<>();
        for (double[] vector : embedded.vectors()) {
            boolean shorter = dimensions > 0 && dimensions < vector.length;
            double[] unit = Vectors.unit(shorter ? Arrays.copyOf(vector, dimensions) : vector);
            data.add(GoJson.object()
                    .put("object", "embedding")
                    .raw("embedding", base64 ? GoJson.quote(encoded(unit)) : floats(unit))
                    .put("index", data.size())
                    .toString());
        }
        String usage = GoJson.object()
                .put("prompt_tokens", embedded.tokens())
                .put("total_tokens", embedded.tokens())
                .toString();
        return OpenAiJson.line(GoJson.object()
                .put("object", "list")
                .raw("data", GoJson.array(data))
                .put("model", name)
                .raw("usage", usage));
    }

    private static String floats(double[] vector) {
        return GoJson.array(Arrays.stream(vector)
                .mapToObj(each -> GoNumber.of((float) each))
                .toList());
    }

    /** Little-endian float32. */
    private static String encoded(double[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double each : vector) {
            bytes.putFloat((float) each);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The texts, or null when there are none. */
    private static @Nullable List<String> inputs(@Nullable JsonNode input) {
        if (input != null && input.isTextual()) {
            return List.of(input.textValue());
        }
        if (input == null || !input.isArray() || input.isEmpty()) {
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
}
