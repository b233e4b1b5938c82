package dev.parley.router.registry;

import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what is said of nodes at run time where all routers find it, and tells them of changes. Every stage may fail with
 * {@link RegistryAway}. Who changes something is told by the public id of a key.
 */
public interface NodeStore {

    /** All of it. */
    CompletionStage<Registered> read();

    /** Adds a node. */
    CompletionStage<Answer> add(AddedNode node, String by);

    /** Describes an added node anew. */
    CompletionStage<Answer> change(AddedNode node, String by);

    /** Forgets an added node and what operators wanted of it. */
    CompletionStage<Answer> remove(NodeId id);

    /** Takes a node out or lets it in again, wherever it comes from. */
    CompletionStage<Answer> drain(NodeId id, boolean drained, String by);

    /** Lets a tenant's node serve everybody, or its tenant only. */
    CompletionStage<Answer> share(NodeId id, boolean shared, String by);

    /** A tunnel is there, for so long unless it is said again. */
    CompletionStage<Answer> register(Tunnel tunnel, Duration life);

    /** It is still there, unless another one has come under its name since. */
    CompletionStage<Answer> renew(Tunnel tunnel, Duration life);

    /** A tunnel is gone from this address. */
    CompletionStage<Answer> deregister(Tunnel.Gone gone);
}
