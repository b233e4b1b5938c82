package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.generation.Embedder;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Models;
import dev.parley.simulatednode.reception.Route;
import java.util.List;

/** The native surface of a node. */
public final class OllamaSurface {

    private final CatalogueEndpoints catalogue;
    private final TextEndpoints text;
    private final EmbedEndpoints embed;

    public OllamaSurface(
            Catalogue catalogue,
            Engine engine,
            FaultPlan faults,
            Models models,
            Inference inference,
            Embedder embedder) {
        this.catalogue = new CatalogueEndpoints(catalogue, engine, faults);
        this.text = new TextEndpoints(inference);
        this.embed = new EmbedEndpoints(models, embedder);
    }

    public List<Route> routes() {
        return List.of(
                new Route("HEAD", "/", catalogue::root),
                new Route("GET", "/", catalogue::root),
                new Route("HEAD", "/api/version", catalogue::version),
                new Route("GET", "/api/version", catalogue::version),
                new Route("GET", "/api/status", catalogue::status),
                new Route("HEAD", "/api/tags", catalogue::tags),
                new Route("GET", "/api/tags", catalogue::tags),
                new Route("GET", "/api/ps", catalogue::ps),
                new Route("POST", "/api/show", catalogue::show),
                new Route("POST", "/api/generate", text::generate),
                new Route("POST", "/api/chat", text::chat),
                new Route("POST", "/api/embed", embed::embed),
                new Route("POST", "/api/embeddings", embed::embeddings));
    }
}
