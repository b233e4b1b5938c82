package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import dev.parley.protocol.tunnel.TunnelModel;
import java.util.List;

/**
 * What the pool is told of this node.
 *
 * @param models that it serves
 * @param warm names of those in memory
 * @param paused whether it wants nothing new
 */
public record Announced(List<TunnelModel> models, List<String> warm, boolean paused) {

    TunnelFrame.Hello hello(Identity identity) {
        return new TunnelFrame.Hello(
                TunnelFrame.VERSION,
                identity.program(),
                identity.name(),
                models,
                warm,
                identity.capacity(),
                identity.streams());
    }

    TunnelFrame.State state(int capacity) {
        return new TunnelFrame.State(models, warm, capacity, paused);
    }
}
