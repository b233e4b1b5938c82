package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Parley;
import dev.parley.benchmarks.house.Replica;
import dev.parley.benchmarks.house.Rest;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two gateways, two orchestrators: conversations are begun through the first pair and run in its orchestrator, and are seen
 * through the second pair, which runs none of them.
 */
final class Replicas {

    /** The second pair, by the names of {@link #processes}. */
    static final String SHOWING = "orchestrator that shows them";

    static final String WINDOW = "gateway that shows them";

    private final House house;
    private final Target entrance;
    private final Replica showing;
    private final Replica window;

    private Replicas(House house, Map<String, String> otherwise) {
        this.house = house;
        this.entrance = house.withoutKeys("the first pair");
        Map<String, String> settings = new LinkedHashMap<>(otherwise);
        // It takes over nothing: what it shows is another's.
        settings.put("ORCHESTRATOR_OWNERSHIP_MAX_CONVERSATIONS", "0");
        this.showing = Replica.of(house.parley(), "orchestrator", settings, house.stage());
        settings.put("GATEWAY_IDENTITY_MODE", "off");
        settings.put("GATEWAY_STREAMS_MAX", "5000");
        settings.put("GATEWAY_ORCHESTRATOR_URL", showing.url().toString());
        this.window = Replica.of(house.parley(), "gateway", settings, house.stage());
    }

    /** Starts the second pair, whose services have these variables besides. */
    static Replicas start(House house, Map<String, String> otherwise) {
        return new Replicas(house, otherwise);
    }

    /** Begins a conversation without an end, of two agents of this model. */
    String begin(String subject, String model, int maxTokens) {
        Map<String, Object> agent = Map.of("model", model, "max_tokens", maxTokens, "timeout", 60);
        Map<String, Object> wish = Map.of(
                "subject", subject,
                "machines", List.of(agent, agent),
                "num_rounds", 0,
                "pause_seconds", 0,
                "history_limit", 2);
        return Rest.send("POST", entrance.base().resolve("/api/conversations/start"), Optional.empty(), wish)
                .path("id")
                .asText();
    }

    /** Ends one at once. */
    void abort(String conversation) {
        Rest.send(
                "POST",
                entrance.base().resolve("/api/conversations/" + conversation + "/abort"),
                Optional.empty(),
                Map.of());
    }

    /** Where viewers look. */
    Target window() {
        return new Target(
                "Parley, through another replica",
                window.url(),
                List.of(window.pid(), showing.pid()),
                Optional.empty());
    }

    /** The events of a conversation after this id; an empty one stands for all. */
    static Ask events(String conversation, String lastEventId) {
        Ask ask = Ask.get("/api/conversations/" + conversation + "/events");
        return lastEventId.isEmpty() ? ask : ask.with("Last-Event-ID", lastEventId);
    }

    /** Where the orchestrator that runs them tells of itself. */
    URI running() {
        return house.parley().management("orchestrator");
    }

    /** Every process that a token passes, and the stores. */
    Map<String, Long> processes(SimulatedNode node) {
        Parley parley = house.parley();
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("node", node.pid());
        all.put("router", parley.pid("router"));
        all.put("orchestrator that runs them", parley.pid("orchestrator"));
        all.put("Redis", parley.store("redis"));
        all.put("PostgreSQL", parley.store("postgres"));
        all.put("idea registry", parley.pid("ideas"));
        all.put(SHOWING, showing.pid());
        all.put(WINDOW, window.pid());
        return all;
    }
}
