package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;

/** The nodes as this router sees them. Addresses and other tenants' nodes are told to administrators only. */
@Path("/internal/nodes")
class NodesResource {

    private final NodeDirectory nodes;
    private final NodeReporter reporter;
    private final CurrentCaller caller;

    NodesResource(NodeDirectory nodes, NodeReporter reporter, CurrentCaller caller) {
        this.nodes = nodes;
        this.reporter = reporter;
        this.caller = caller;
    }

    @GET
    public NodeReports all() {
        return new NodeReports(reporter.visible(caller.get()));
    }

    @GET
    @Path("{name}")
    public NodeReport one(@PathParam("name") String name) {
        Caller who = caller.get();
        Optional<NodeView> known =
                NodeId.parse(name).flatMap(nodes::find).filter(view -> NodeReporter.maySee(who, view));
        return known.map(view -> reporter.report(view, who))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "there is no node of this name"));
    }
}
