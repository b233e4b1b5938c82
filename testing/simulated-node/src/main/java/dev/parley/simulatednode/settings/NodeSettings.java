package dev.parley.simulatednode.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every knob of a node. The names of the components in snake case are the names in the control API and, with dashes,
 * on the command line. Times are seconds, sizes bytes; a rate of 0 means "as fast as it goes".
 *
 * @param name how this node calls itself in its control API and in labelled texts
 * @param version what {@code /api/version} says
 * @param seed mixed into every text; equal on all nodes by default, so that texts do not depend on the node
 * @param mode what answers are made of
 * @param label whether each line of a text carries the node's name and the request's number
 * @param vary whether a request without a seed or at temperature above 0 gets a text of its own on every call
 * @param answerTokens length of every answer in tokens; 0 leaves it to the text
 * @param repeatShare share (0..1) of the bullets in mode ideas that repeat an earlier idea, mostly in other words
 * @param continueAssistant whether a trailing assistant message is continued rather than answered
 * @param toolsInFinalRecord whether native tool calls come inside the final record (templates run by the engine)
 * @param tokensPerSecond pace of one stream; 30 reads well in a demonstration
 * @param jitter share (0..1) by which the time of each piece varies
 * @param slotSlowdown how much each further busy slot slows all slots of a model (0 none, 1 fully shared)
 * @param chunkTokens tokens per record
 * @param burst whether records leave as fast as the socket takes them, without any pace
 * @param firstTokenSeconds time before the first token besides queue, load and prompt
 * @param prefillTokensPerSecond pace of reading the prompt; cached prefix tokens cost nothing
 * @param loadSeconds time of a model load; negative derives it from the size and {@code loadBytesPerSecond}
 * @param loadBytesPerSecond pace of a load by size; 500 MB/s is a plain SSD
 * @param loadFailure when not empty, loads fail with this text after {@code loadSeconds}
 * @param slots requests that one model serves at once (OLLAMA_NUM_PARALLEL)
 * @param maxQueue requests that may wait for a load (OLLAMA_MAX_QUEUE); one more is answered 503
 * @param maxLoadedModels models in memory at once (OLLAMA_MAX_LOADED_MODELS)
 * @param keepAliveSeconds stay in memory after the last request (OLLAMA_KEEP_ALIVE); negative is for ever
 * @param contextLength context of a request (OLLAMA_CONTEXT_LENGTH); 0 derives it from the VRAM
 * @param vramBytes memory of the GPUs
 * @param ramBytes memory of the machine that models may use
 * @param pullBytesPerSecond pace of a pull
 * @param verifyBlobs whether an uploaded blob must have the digest of its path
 * @param cloudDisabled whether cloud models are refused with 403
 * @param origins allowed browser origins besides the local ones, comma separated (OLLAMA_ORIGINS)
 * @param hostGuard whether foreign {@code Host} headers are refused, as a node on loopback does
 * @param clockSkewSeconds added to every timestamp in answers
 * @param sendBufferBytes socket send buffer of new connections; 0 leaves it to the system
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NodeSettings(
        String name,
        String version,
        long seed,
        Mode mode,
        boolean label,
        boolean vary,
        int answerTokens,
        double repeatShare,
        boolean continueAssistant,
        boolean toolsInFinalRecord,
        double tokensPerSecond,
        double jitter,
        double slotSlowdown,
        int chunkTokens,
        boolean burst,
        double firstTokenSeconds,
        double prefillTokensPerSecond,
        double loadSeconds,
        double loadBytesPerSecond,
        String loadFailure,
        int slots,
        int maxQueue,
        int maxLoadedModels,
        double keepAliveSeconds,
        int contextLength,
        long vramBytes,
        long ramBytes,
        double pullBytesPerSecond,
        boolean verifyBlobs,
        boolean cloudDisabled,
        String origins,
        boolean hostGuard,
        double clockSkewSeconds,
        int sendBufferBytes) {

    private static final long GIB = 1L << 30;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public NodeSettings {
        atLeast("answer_tokens", answerTokens, 0);
        atLeast("tokens_per_second", tokensPerSecond, 0);
        atLeast("chunk_tokens", chunkTokens, 1);
        atLeast("slots", slots, 1);
        atLeast("max_queue", maxQueue, 0);
        atLeast("max_loaded_models", maxLoadedModels, 1);
        atLeast("first_token_seconds", firstTokenSeconds, 0);
        atLeast("prefill_tokens_per_second", prefillTokensPerSecond, 0);
        atLeast("pull_bytes_per_second", pullBytesPerSecond, 0);
        atLeast("context_length", contextLength, 0);
        within("repeat_share", repeatShare);
        within("jitter", jitter);
        within("slot_slowdown", slotSlowdown);
    }

    /** A small workstation: 30 tokens/s, one slot, quick loads, 16 GiB of VRAM (so contexts of 4,096). */
    public static NodeSettings defaults() {
        return new NodeSettings(
                "sim",
                "0.33.0",
                0,
                Mode.IDEAS,
                false,
                false,
                0,
                0.2,
                true,
                false,
                30,
                0,
                0,
                1,
                false,
                0.05,
                2_000,
                0.5,
                500e6,
                "",
                1,
                512,
                3,
                300,
                0,
                16 * GIB,
                64 * GIB,
                500e6,
                true,
                false,
                "",
                true,
                0,
                0);
    }

    /** These settings with one changed, by its snake-case name. */
    public NodeSettings with(String setting, Object value) {
        return with(JSON.valueToTree(Map.of(setting, value)));
    }

    /** These settings with those of the patch; unknown names and wrong types are refused by name. */
    public NodeSettings with(JsonNode patch) {
        ObjectNode merged = json();
        patch.properties().forEach(field -> {
            if (!merged.has(field.getKey())) {
                throw new IllegalArgumentException(
                        field.getKey() + ": unknown setting (expected: one of " + names() + ")");
            }
            merged.set(field.getKey(), field.getValue());
        });
        try {
            return JSON.treeToValue(merged, NodeSettings.class);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException illegal ? illegal : e;
            throw new IllegalArgumentException(cause.getMessage(), e);
        }
    }

    public ObjectNode json() {
        return JSON.valueToTree(this);
    }

    /** The names of all settings, sorted. */
    public static TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        defaults().json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void atLeast(String setting, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: >= " + least + ")");
        }
    }

    private static void within(String setting, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: 0..1)");
        }
    }
}
