package dev.parley.simulatednode.selfcheck;

import dev.parley.simulatednode.catalogue.Capability;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.StockModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What must be so on a node before an exchange can happen as it was recorded.
 *
 * @param models what is installed
 * @param settings knobs besides those that take the waiting out
 * @param headers the node's own request headers, mostly a fault
 * @param loads requests that come first
 * @param clock the moment of the answer
 */
record Stage(
        List<Model> models,
        Map<String, Object> settings,
        Map<String, String> headers,
        List<Load> loads,
        Instant clock) {

    private static final String FAULT = "X-Sim-Fault";
    private static final Instant USUAL = Instant.parse("2026-11-20T07:21:18.000000417Z");

    /** A model loaded with a context and a keep-alive, and where it lies. */
    record Load(String model, int context, String keepAlive) {}

    static Stage of(GoldenExchange exchange) {
        Stage usual = new Stage(installed(), Map.of(), Map.of(), List.of(), USUAL);
        return switch (exchange.id().substring(0, 2)) {
            case "04" -> usual.withModels(StockModels.defaults());
            case "05" -> usual.withModels(List.of());
            case "06" -> loaded();
            case "31", "79" -> usual.withFault("F11;after=1");
            case "32" -> usual.withFault("F11;after=0");
            case "33", "78" -> usual.with("max_queue", 0);
            case "34" -> usual.withFault("F10;after=2");
            case "35" -> usual.withFault("F09;after=1;bytes=61");
            case "36" -> usual.withFault("F12;after=1;bytes=49");
            case "26" -> usual.with("tools_in_final_record", true);
            case "43" -> usual.with("context_length", 4);
            case "57", "58" -> usual.withModels(List.of()).with("verify_blobs", false);
            case "61" -> usual.withModels(List.of(StockModels.of("backup")));
            case "75" -> usual.withModels(List.of(StockModels.of("llama3.2=completion,tools,thinking")));
            case "84" -> usual.withModels(StockModels.defaults().subList(0, 2));
            case "99" -> usual.with("name", "node-a");
            case "9a" -> usual.with("cloud_disabled", true);
            default -> usual;
        };
    }

    /** The installed models, the newest first; the list of tags knows the first three only. */
    private static List<Model> installed() {
        List<Model> models = new ArrayList<>(StockModels.defaults());
        models.add(StockModels.of("qwen3:8b").withCapabilities(EnumSet.of(Capability.COMPLETION, Capability.THINKING)));
        models.add(StockModels.of("tinybase=completion"));
        return models;
    }

    /** Three loaded models: for ever on the GPU, half on the GPU, and on the CPU. */
    private static Stage loaded() {
        Model cloud = StockModels.defaults().get(2);
        Model qwen = StockModels.of("qwen3:8b")
                .withDigest(cloud.digest())
                .withDetails("8.2B")
                .withFootprint(new Model.Footprint(0, 6_654_289_920L, 1));
        Model llama = StockModels.of("llama3.2").withFootprint(new Model.Footprint(0, 3_155_828_736L, 0.5));
        Model minilm = StockModels.of("all-minilm").withFootprint(new Model.Footprint(0, 52_428_800, 0));
        List<Load> loads = List.of(
                new Load("qwen3:8b", 32_768, "-1s"),
                new Load("llama3.2", 0, "301080164000ns"),
                new Load("all-minilm", 0, "43575645583ns"));
        return new Stage(
                List.of(qwen, llama, minilm),
                Map.of(),
                Map.of(),
                loads,
                Instant.parse("2026-11-20T07:21:18.124354417Z"));
    }

    private Stage withModels(List<Model> others) {
        return new Stage(others, settings, headers, loads, clock);
    }

    private Stage with(String setting, Object value) {
        return new Stage(models, Map.of(setting, value), headers, loads, clock);
    }

    private Stage withFault(String rule) {
        return new Stage(models, settings, Map.of(FAULT, rule), loads, clock);
    }
}
