package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.node.ShareNode;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as this router sees them, and what administrators say of them, which every router hears of. Addresses and other
 * tenants' nodes are told to administrators only.
 */
@Path("/internal/nodes")
class NodesResource {

    private final NodeDirectory nodes;
    private final NodeReporter reporter;
    private final NodeAdministration administration;
    private final CurrentCaller caller;

    NodesResource(NodeDirectory nodes, NodeReporter reporter, NodeAdministration administration, CurrentCaller caller) {
        this.nodes = nodes;
        this.reporter = reporter;
        this.administration = administration;
        this.caller = caller;
    }

    @GET
    public NodeReports all() {
        return new NodeReports(reporter.visible(caller.get()));
    }

    @GET
    @Path("{name}")
    public NodeReport one(@PathParam("name") String name) {
        return report(name);
    }

    @POST
    @ResponseStatus(201)
    public Uni<NodeReport> add(@Nullable NodeRequest wanted) {
        Caller admin = Callers.admin(caller.get());
        NodeRequest request = Callers.body(wanted);
        return administration.add(request, admin.key()).map(added -> report(added.value()));
    }

    @PATCH
    @Path("{name}")
    public Uni<NodeReport> change(@PathParam("name") String name, @Nullable NodeRequest wanted) {
        Caller admin = Callers.admin(caller.get());
        return administration
                .change(known(name), Callers.body(wanted), admin.key())
                .map(done -> report(name));
    }

    @DELETE
    @Path("{name}")
    public Uni<Void> remove(@PathParam("name") String name) {
        Callers.admin(caller.get());
        return administration.remove(known(name));
    }

    @POST
    @Path("{name}/drain")
    public Uni<NodeReport> drain(@PathParam("name") String name) {
        Caller admin = Callers.admin(caller.get());
        return administration.drain(known(name), true, admin.key()).map(done -> report(name));
    }

    @POST
    @Path("{name}/resume")
    public Uni<NodeReport> resume(@PathParam("name") String name) {
        Caller admin = Callers.admin(caller.get());
        return administration.drain(known(name), false, admin.key()).map(done -> report(name));
    }

    @POST
    @Path("{name}/share")
    public Uni<NodeReport> share(@PathParam("name") String name, @Nullable ShareNode wanted) {
        Caller admin = Callers.admin(caller.get());
        return administration
                .share(known(name), Callers.body(wanted).shared(), admin.key())
                .map(done -> report(name));
    }

    private NodeReport report(String name) {
        Caller who = caller.get();
        Optional<NodeView> known =
                NodeId.parse(name).flatMap(nodes::find).filter(view -> NodeReporter.maySee(who, view));
        return known.map(view -> reporter.report(view, who)).orElseThrow(NodesResource::unknown);
    }

    private static NodeId known(String name) {
        return NodeId.parse(name).orElseThrow(NodesResource::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no node of this name");
    }
}
