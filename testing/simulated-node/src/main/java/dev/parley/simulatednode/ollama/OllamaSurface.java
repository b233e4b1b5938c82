package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.generation.Embedder;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Models;
import dev.parley.simulatednode.reception.Route;
import dev.parley.simulatednode.time.NodeTime;
import java.util.List;

/** The native surface of a node. */
public final class OllamaSurface {

    private final CatalogueEndpoints catalogue;
    private final TextEndpoints text;
    private final EmbedEndpoints embed;
    private final PullEndpoint pull;
    private final StoreEndpoints store;

    /** The surface over the parts of one node. */
    public OllamaSurface(
            NodeTime time,
            Catalogue catalogue,
            Engine engine,
            FaultPlan faults,
            Models models,
            Inference inference,
            Embedder embedder) {
        this.catalogue = new CatalogueEndpoints(catalogue, engine, faults);
        this.text = new TextEndpoints(inference);
        this.embed = new EmbedEndpoints(models, embedder);
        this.pull = new PullEndpoint(time, catalogue);
        this.store = new StoreEndpoints(time, catalogue);
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
                new Route("POST", "/api/embeddings", embed::embeddings),
                new Route("POST", "/api/pull", pull::pull),
                new Route("POST", "/api/create", store::create),
                new Route("POST", "/api/copy", store::copy),
                new Route("DELETE", "/api/delete", store::delete),
                new Route("HEAD", "/api/blobs/:digest", store::headBlob),
                new Route("POST", "/api/blobs/:digest", store::postBlob));
    }
}
