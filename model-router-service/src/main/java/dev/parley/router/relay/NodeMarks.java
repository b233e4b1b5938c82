package dev.parley.router.relay;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.Failure;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Candidate;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Unstarted;

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
            against(at, failure(unanswered.fault()));
        } else {
            nothing(at);
        }
    }

    void judged(Candidate at, Judgement judgement, Unstarted answer) {
        switch (judgement) {
            case NODE_FAULT, BUSY ->
                against(
                        at,
                        Failure.of(request, "answered " + answer.status()).resting(RetryAfter.of(answer.headers())));
            case MISSING, REQUEST_FAULT, MODEL_FAULT, GOOD -> nothing(at);
        }
    }

    /** It did not take the model into its memory. */
    void notLoaded(Candidate at, Failure failure) {
        against(at, failure);
    }

    /** It lists the model, also when looked at again, and says that it does not have it. */
    void lies(Candidate at) {
        boolean listed = nodes.find(at.node().id())
                .map(view -> view.catalogue().models().containsKey(at.model()))
                .orElse(false);
        if (listed) {
            against(at, Failure.of(request, "lists the model and does not have it"));
        }
    }

    void began(Candidate at) {
        nodes.began(at.node().id(), at.model());
    }

    void ended(Candidate at, Ending ending) {
        if (ending instanceof Ending.Completed) {
            nodes.succeeded(at.node().id(), at.model());
        } else if (ending instanceof Ending.Failed failed) {
            against(at, failure(failed.fault()));
        } else {
            nothing(at);
        }
    }

    /** It ended without telling anything about the node. */
    void nothing(Candidate at) {
        nodes.unjudged(at.node().id(), at.model());
    }

    private Failure failure(Fault fault) {
        return fault == Fault.SILENT
                ? Failure.silence(request, fault.sentence())
                : Failure.of(request, fault.sentence());
    }

    private void against(Candidate at, Failure failure) {
        nodes.failed(at.node().id(), at.model(), failure);
    }
}
