package dev.parley.router.placement;

import dev.parley.router.node.Node;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a node is asked for beside inference. Every stage completes, with an outcome, whatever happens. */
public interface NodeWork {

    /** Has it fetch a model. Asking again goes on where it stopped. @param steps told as they come, on any thread */
    CompletionStage<Outcome> pull(Node node, String model, Consumer<Step> steps);

    /** Has it take a model into memory, without a prompt, and keep it there so long after its last use. */
    CompletionStage<Outcome> load(Node node, String model, Duration keep);

    /** Has it take a model out of memory when the requests it holds have ended. */
    CompletionStage<Outcome> unload(Node node, String model);
}
