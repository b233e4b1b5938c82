package dev.parley.router.relay;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Candidate;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Opening;

/** What becomes of a request counts for or against the node that had it. */
final class NodeMarks {

    private final NodeDirectory nodes;
    private final long request;

    /** @param request tells this request from all others, so that its tries count once */
    NodeMarks(NodeDirectory nodes, long request) {
        this.nodes = nodes;
        this.request = request;
    }

    /** @return false if the model's circuit on the node lets no more in */
    boolean enter(NodeId node, ModelName model) {
        return nodes.enter(node, model);
    }

    void opened(Candidate at, Opening opening) {
        if (opening instanceof Opening.Unanswered unanswered) {
            against(at, unanswered.fault().sentence());
        } else {
            nothing(at);
        }
    }

    void judged(Candidate at, Judgement judgement, int status) {
        switch (judgement) {
            case NODE_FAULT, BUSY -> against(at, "answered " + status);
            case MISSING, REQUEST_FAULT, GOOD -> nothing(at);
        }
    }

    void began(Candidate at) {
        nodes.began(at.node().id(), at.model());
    }

    void ended(Candidate at, Ending ending) {
        if (ending instanceof Ending.Completed) {
            nodes.succeeded(at.node().id(), at.model());
        } else if (ending instanceof Ending.Failed failed) {
            against(at, failed.fault().sentence());
        } else {
            nothing(at);
        }
    }

    /** It ended without telling anything about the node. */
    void nothing(Candidate at) {
        nodes.unjudged(at.node().id(), at.model());
    }

    private void against(Candidate at, String why) {
        nodes.failed(at.node().id(), at.model(), request, why);
    }
}
