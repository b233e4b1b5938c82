package dev.parley.simulatednode.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Models as they come: three well-known ones, and any other made up from its name. */
public final class StockModels {

    private static final OffsetDateTime INSTALLED = OffsetDateTime.parse("2026-11-10T10:00:00.5+01:00");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([bm])");
    private static final List<String> THINKERS = List.of("qwen3", "deepseek-r1", "gpt-oss", "magistral");
    private static final double BYTES_PER_WEIGHT = 0.63;

    private StockModels() {}

    /** The catalogue of a node that was told nothing: a chat model, an embedding model and a cloud stub. */
    public static List<Model> defaults() {
        return List.of(llama(), minilm(), cloudStub());
    }

    static Model llama() {
        return new Model(
                ModelName.of("llama3.2"),
                OffsetDateTime.parse("2026-11-19T21:04:11.512345678+01:00"),
                2_019_393_189L,
                "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00",
                "sha256:dde5aa3fc5ffc17176b5e8bdc82f587b24b2678c6c66101bf7da77af9f7ccdff",
                new Details("", "gguf", "llama", List.of("llama"), "3.2B", "Q4_K_M", 131_072, 3_072),
                Set.of(Capability.COMPLETION, Capability.TOOLS),
                null,
                llamaCard(),
                Model.Footprint.DERIVED);
    }

    private static Model minilm() {
        return new Model(
                ModelName.of("all-minilm"),
                OffsetDateTime.parse("2026-11-18T09:12:44.5+01:00"),
                45_960_996L,
                "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff1",
                "sha256:797b70c4edf85907fe0a49eb85811256f65fa0f7bf52166b147fd16be2be4662",
                new Details("", "gguf", "bert", List.of("bert"), "23M", "F16", 512, 384),
                Set.of(Capability.EMBEDDING),
                null,
                Card.EMPTY,
                new Model.Footprint(12_288, 0, -1));
    }

    private static Model cloudStub() {
        return new Model(
                ModelName.of("gpt-oss:120b-cloud"),
                OffsetDateTime.parse("2026-11-01T08:00:00.25+01:00"),
                384,
                "77665544332211ffeeddccbbaa99887766554433221100ffeeddccbbaa998877",
                "sha256:0000000000000000000000000000000000000000000000000000000000000000",
                new Details("", "", "gptoss", List.of("gptoss"), "116.8B", "MXFP4", 131_072, 2_880),
                Set.of(Capability.COMPLETION, Capability.THINKING, Capability.TOOLS),
                new Model.Remote("gpt-oss:120b", "https://ollama.com:443"),
                Card.EMPTY,
                Model.Footprint.DERIVED);
    }

    /**
     * A model from {@code name} or {@code name=capability,capability}: one of the three when the name is theirs, else
     * one whose family, size and digest follow from the name, so that they are the same on every node.
     */
    public static Model of(String spec) {
        int equals = spec.indexOf('=');
        Model model = named(ModelName.of(equals < 0 ? spec : spec.substring(0, equals)));
        if (equals < 0) {
            return model;
        }
        return model.withCapabilities(Stream.of(spec.substring(equals + 1).split(","))
                .map(Capability::named)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class))));
    }

    private static Model named(ModelName name) {
        return defaults().stream()
                .filter(model -> model.name().key().equals(name.key()))
                .findFirst()
                .orElseGet(() -> invented(name));
    }

    private static Model invented(ModelName name) {
        String lower = name.model().toLowerCase(Locale.ROOT);
        boolean embedding = lower.contains("embed") || lower.contains("minilm") || lower.startsWith("bge");
        double billions = billions(name);
        String family = lower.replaceAll("[^a-z0-9].*", "");
        Details details = new Details(
                "",
                "gguf",
                family,
                List.of(family),
                parameterSize(billions),
                "Q4_K_M",
                embedding ? 2_048 : 131_072,
                embedding ? 768 : 4_096);
        return new Model(
                name,
                INSTALLED.minusSeconds(Math.floorMod(name.key().hashCode(), 86_400)),
                (long) (billions * 1e9 * BYTES_PER_WEIGHT),
                sha256("manifest " + name.key()),
                "sha256:" + sha256("weights " + name.key()),
                details,
                capabilities(lower, embedding),
                null,
                card(details),
                Model.Footprint.DERIVED);
    }

    private static Set<Capability> capabilities(String lower, boolean embedding) {
        if (embedding) {
            return Set.of(Capability.EMBEDDING);
        }
        boolean thinks = THINKERS.stream().anyMatch(lower::startsWith);
        return thinks
                ? Set.of(Capability.COMPLETION, Capability.TOOLS, Capability.THINKING)
                : Set.of(Capability.COMPLETION, Capability.TOOLS);
    }

    private static double billions(ModelName name) {
        Matcher size = SIZE.matcher((name.model() + ":" + name.tag()).toLowerCase(Locale.ROOT));
        double billions = 7;
        while (size.find()) {
            billions = Double.parseDouble(size.group(1)) / (size.group(2).equals("m") ? 1000 : 1);
        }
        return billions;
    }

    private static String parameterSize(double billions) {
        return billions < 1
                ? Math.round(billions * 1000) + "M"
                : (billions == Math.rint(billions) ? String.valueOf((long) billions) : String.valueOf(billions)) + "B";
    }

    private static Card card(Details details) {
        TreeMap<String, JsonNode> info = new TreeMap<>();
        JsonNodeFactory json = JsonNodeFactory.instance;
        info.put("general.architecture", json.textNode(details.family()));
        info.put(details.family() + ".context_length", json.numberNode(details.contextLength()));
        info.put(details.family() + ".embedding_length", json.numberNode(details.embeddingLength()));
        return new Card("", "{{ .Prompt }}", "", List.of(), info, List.of());
    }

    private static Card llamaCard() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        TreeMap<String, JsonNode> info = new TreeMap<>();
        info.put("general.architecture", json.textNode("llama"));
        info.put("general.file_type", json.numberNode(15));
        info.put("general.parameter_count", json.numberNode(3_212_749_888L));
        info.put("general.quantization_version", json.numberNode(2));
        info.put("llama.attention.head_count", json.numberNode(24));
        info.put("llama.attention.head_count_kv", json.numberNode(8));
        info.put("llama.attention.layer_norm_rms_epsilon", json.numberNode(0.00001));
        info.put("llama.block_count", json.numberNode(28));
        info.put("llama.context_length", json.numberNode(131_072));
        info.put("llama.embedding_length", json.numberNode(3_072));
        info.put("llama.feed_forward_length", json.numberNode(8_192));
        info.put("llama.rope.dimension_count", json.numberNode(128));
        info.put("llama.rope.freq_base", json.numberNode(500_000));
        info.put("llama.vocab_size", json.numberNode(128_256));
        info.put("tokenizer.ggml.bos_token_id", json.numberNode(128_000));
        info.put("tokenizer.ggml.eos_token_id", json.numberNode(128_009));
        info.put("tokenizer.ggml.merges", json.nullNode());
        info.put("tokenizer.ggml.model", json.textNode("gpt2"));
        info.put("tokenizer.ggml.pre", json.textNode("llama-bpe"));
        info.put("tokenizer.ggml.token_type", json.nullNode());
        info.put("tokenizer.ggml.tokens", json.nullNode());
        return new Card(
                "EXAMPLE LICENSE",
                "{{ .Prompt }}",
                "",
                List.of(Map.entry("stop", "\"<|eot_id|>\""), Map.entry("temperature", "0.6")),
                info,
                List.of(
                        new Card.Tensor("token_embd.weight", "Q6_K", List.of(3_072L, 128_256L)),
                        new Card.Tensor("output_norm.weight", "F32", List.of(3_072L))));
    }

    /** Lower-case hex of the SHA-256 of a text. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
