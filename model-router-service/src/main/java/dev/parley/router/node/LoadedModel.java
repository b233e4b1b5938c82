package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in a node's memory.
 *
 * @param expires when its time there is over, by the node's clock; null where the node does not say
 * @param context tokens that one request may have there; 0 where the node does not say
 * @param entry what the node says of it, in the node's own JSON
 */
public record LoadedModel(ModelName name, @Nullable Instant expires, long context, String entry) {

    /** Of which no context is known. */
    public LoadedModel(ModelName name, @Nullable Instant expires, String entry) {
        this(name, expires, 0, entry);
    }

    /** Whether its time is over: it is being unloaded, or a long request keeps it. */
    boolean isOver(Instant now) {
        return expires != null && expires.isBefore(now);
    }
}
