package dev.parley.gateway;

import dev.parley.gateway.conversation.OpenStreams;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What a process does that is told to go: viewers would keep it for as long as their conversations last. */
@ApplicationScoped
class Leaving {

    void sendViewersElsewhere(@Observes ShutdownDelayInitiatedEvent event, OpenStreams streams) {
        streams.endAll();
    }
}
