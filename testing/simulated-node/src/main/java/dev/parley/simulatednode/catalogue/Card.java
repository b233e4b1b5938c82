package dev.parley.simulatednode.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What only {@code /api/show} tells of a model.
 *
 * @param license text, empty for none
 * @param template prompt template, empty for none
 * @param system system prompt, empty for none
 * @param parameters defaults of the model, in the order of its Modelfile (a name may occur twice)
 * @param info the file's own key-value pairs, sorted
 * @param tensors name, type and shape of each tensor
 */
public record Card(
        String license,
        String template,
        String system,
        List<Map.Entry<String, String>> parameters,
        SortedMap<String, JsonNode> info,
        List<Tensor> tensors) {

    public static final Card EMPTY = new Card("", "", "", List.of(), new TreeMap<>(), List.of());

    public Card {
        parameters = List.copyOf(parameters);
        tensors = List.copyOf(tensors);
    }

    /** One tensor of the weights. */
    public record Tensor(String name, String type, List<Long> shape) {}

    public Card withSystem(String text) {
        return new Card(license, template, text, parameters, info, tensors);
    }
}
