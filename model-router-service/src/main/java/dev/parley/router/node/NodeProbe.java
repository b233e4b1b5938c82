package dev.parley.router.node;

import java.util.concurrent.CompletionStage;

/** Looks at a node without giving it work: never a prompt. */
@FunctionalInterface
public interface NodeProbe {

    /** Always completes; a node that does not answer is a result too. */
    CompletionStage<ProbeResult> look(Node node);
}
