package dev.parley.simulatednode.catalogue;

import dev.parley.simulatednode.json.GoJson;
import java.util.List;

/** The descriptive fields that tags, ps and show share; lengths of 0 are not told. */
public record Details(
        String parentModel,
        String format,
        String family,
        List<String> families,
        String parameterSize,
        String quantizationLevel,
        int contextLength,
        int embeddingLength) {

    public Details {
        families = List.copyOf(families);
    }

    /** The six text fields of ps and show. */
    public String shortJson() {
        return texts().toString();
    }

    /** The form of tags: with the lengths. */
    public String longJson() {
        return texts().optional("context_length", contextLength)
                .optional("embedding_length", embeddingLength)
                .toString();
    }

    private GoJson texts() {
        return GoJson.object()
                .put("parent_model", parentModel)
                .put("format", format)
                .put("family", family)
                .raw("families", GoJson.strings(families))
                .put("parameter_size", parameterSize)
                .put("quantization_level", quantizationLevel);
    }
}
