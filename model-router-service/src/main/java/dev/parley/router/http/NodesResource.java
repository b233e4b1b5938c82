package dev.parley.router.http;

import dev.parley.protocol.node.NodeModel;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.router.capacity.Admission;
import dev.parley.router.model.Capability;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The nodes as this router sees them. */
@Path("/internal/nodes")
class NodesResource {

    private final NodeDirectory nodes;
    private final Admission admission;

    NodesResource(NodeDirectory nodes, Admission admission) {
        this.nodes = nodes;
        this.admission = admission;
    }

    @GET
    public NodeReports all() {
        return new NodeReports(nodes.all().stream().map(this::report).toList());
    }

    private NodeReport report(NodeView view) {
        Node node = view.node();
        return new NodeReport(
                node.id().value(),
                node.url().toString(),
                node.kind(),
                view.state().condition(),
                view.state().why().orElse(null),
                view.state().since(),
                view.catalogue().version().orElse(null),
                node.capabilities().stream().map(Capability::name).sorted().toList(),
                models(view),
                node.maxConcurrent(),
                admission.running(node.id()));
    }

    private static List<NodeModel> models(NodeView view) {
        return view.catalogue().models().values().stream()
                .map(model -> new NodeModel(model.listed(), model.digest(), view.isWarm(model.name())))
                .toList();
    }
}
