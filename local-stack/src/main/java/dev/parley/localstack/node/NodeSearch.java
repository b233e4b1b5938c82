package dev.parley.localstack.node;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Chooses the nodes of a stack that has none yet. */
public final class NodeSearch {

    /** Enough for agents to be on different machines; more would only take memory. */
    public static final int SIMULATED = 2;

    private final Predicate<URI> canConverse;
    private final Consumer<String> say;

    /** Asks real addresses. */
    public NodeSearch(Consumer<String> say) {
        this(OllamaProbe::canConverse, say);
    }

    NodeSearch(Predicate<URI> canConverse, Consumer<String> say) {
        this.canConverse = canConverse;
        this.say = say;
    }

    /** The Ollama that {@code OLLAMA_HOST} names, or the one in its usual place, if it has a model; else simulated nodes. */
    public NodeChoice search(Map<String, String> environment) {
        for (URI place : places(environment)) {
            if (canConverse.test(place)) {
                return new NodeChoice.Found(place.toString());
            }
            say.accept("No Ollama with a model that completes text answers at " + place + ".");
        }
        return new NodeChoice.Simulated(SIMULATED);
    }

    private List<URI> places(Map<String, String> environment) {
        List<URI> places = new ArrayList<>();
        String host = environment.getOrDefault("OLLAMA_HOST", "");
        if (!host.isBlank()) {
            try {
                places.add(OllamaHost.parse(host));
            } catch (IllegalArgumentException e) {
                say.accept("OLLAMA_HOST is not understood: " + e.getMessage() + ".");
            }
        }
        URI usual = OllamaHost.parse("");
        if (!places.contains(usual)) {
            places.add(usual);
        }
        return places;
    }
}
