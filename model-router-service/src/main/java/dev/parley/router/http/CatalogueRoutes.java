package dev.parley.router.http;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.RouterConfig;
import dev.parley.router.alias.Readings;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeView;
import dev.parley.router.ollama.CatalogueUnion;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What the pool has of what the caller may use, answered from what is known of its nodes. */
@ApplicationScoped
class CatalogueRoutes {

    private static final String NATIVE_JSON = "application/json; charset=utf-8";
    private static final String OPENAI_JSON = "application/json";

    private final NodeDirectory nodes;
    private final Readings readings;
    private final RouterConfig config;

    CatalogueRoutes(NodeDirectory nodes, Readings readings, RouterConfig config) {
        this.nodes = nodes;
        this.readings = readings;
        this.config = config;
    }

    void open(@Observes Router router) {
        router.route("/api/tags")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> answer(
                        context,
                        NATIVE_JSON,
                        CatalogueUnion.tags(serving(context), allowed(context), aliases(context))));
        router.get("/api/ps")
                .handler(context ->
                        answer(context, NATIVE_JSON, CatalogueUnion.loaded(serving(context), allowed(context))));
        router.get("/v1/models")
                .handler(context -> answer(
                        context,
                        OPENAI_JSON,
                        CatalogueUnion.openAiModels(serving(context), allowed(context), aliases(context))));
        router.route("/api/version")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::version);
    }

    private void version(RoutingContext context) {
        config.apiVersion()
                .or(() -> CatalogueUnion.version(nodes.all()))
                .ifPresentOrElse(
                        version -> answer(context, NATIVE_JSON, CatalogueUnion.versionBody(version)),
                        () -> Surface.NATIVE.refuse(
                                context.response(), ProblemCode.NO_NODE, "no node has told its version yet"));
    }

    /** The nodes that are there for the caller's tenant. */
    private List<NodeView> serving(RoutingContext context) {
        String tenant = CallerHeader.caller(context).tenant();
        return nodes.all().stream()
                .filter(view -> view.node().reach().serves(tenant))
                .toList();
    }

    private static AllowedModels allowed(RoutingContext context) {
        return AllowedModels.of(CallerHeader.caller(context).models());
    }

    private List<Readings.Shown> aliases(RoutingContext context) {
        return readings.shown(allowed(context));
    }

    private static void answer(RoutingContext context, String contentType, String body) {
        context.response().putHeader("Content-Type", contentType).end(body);
    }
}
