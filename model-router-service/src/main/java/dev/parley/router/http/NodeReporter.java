package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.ModelWarmth;
import dev.parley.protocol.node.NodeModel;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.Unroutable;
import dev.parley.router.capacity.Admission;
import dev.parley.router.model.Capability;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.Routability;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down how this router sees nodes, for those who may see them. */
@Singleton
class NodeReporter {

    private final NodeDirectory nodes;
    private final Admission admission;
    private final Clock clock;

    NodeReporter(NodeDirectory nodes, Admission admission, Clock clock) {
        this.nodes = nodes;
        this.admission = admission;
        this.clock = clock;
    }

    /** Whether a caller may know that a node is there. */
    static boolean maySee(Caller caller, NodeView view) {
        return Callers.isAdmin(caller) || view.node().reach().serves(caller.tenant());
    }

    /** Every node that a caller may know of, by name. */
    List<NodeReport> visible(Caller caller) {
        return nodes.all().stream()
                .filter(view -> maySee(caller, view))
                .map(view -> report(view, caller))
                .toList();
    }

    NodeReport report(NodeView view, Caller caller) {
        Node node = view.node();
        boolean admin = Callers.isAdmin(caller);
        boolean owned = admin && node.reach().owner().isPresent();
        return new NodeReport(
                node.id().value(),
                admin ? node.url().toString() : null,
                node.kind(),
                node.origin(),
                owned ? node.reach().owner().orElseThrow() : null,
                owned ? node.reach().shared() : null,
                view.state().condition(),
                view.isDrained(),
                told(Routability.of(view)),
                view.state().why().orElse(null),
                view.state().since(),
                view.catalogue().version().orElse(null),
                node.capabilities().stream().map(Capability::name).sorted().toList(),
                node.model().orElse(null),
                models(view),
                node.maxConcurrent(),
                node.maxPerModel(),
                admission.running(node.id()));
    }

    private List<NodeModel> models(NodeView view) {
        Instant now = clock.instant();
        return view.catalogue().models().values().stream()
                .map(model -> model(view, model, now))
                .toList();
    }

    private NodeModel model(NodeView view, HostedModel model, Instant now) {
        Optional<String> exposed = ExposedDigests.around(view, model.name(), nodes.all());
        ModelWarmth warmth = Routability.warmth(view, model);
        return new NodeModel(
                model.listed(),
                model.digest(),
                warmth != ModelWarmth.COLD,
                warmth,
                Routability.circuit(view, model),
                view.circuit(model.name()).why().orElse(null),
                ExposedDigests.matches(model, exposed) ? null : exposed.orElse(null),
                told(Routability.of(view, model, exposed, now)));
    }

    private static @Nullable Unroutable told(Optional<Unroutable> why) {
        return why.orElse(null);
    }
}
