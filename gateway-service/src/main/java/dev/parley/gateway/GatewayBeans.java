package dev.parley.gateway;

import dev.parley.gateway.conversation.OpenStreams;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What features need of the settings and know nothing of. */
@Dependent
class GatewayBeans {

    @Produces
    @Singleton
    OpenStreams openStreams(GatewayConfig config, MeterRegistry meters) {
        return new OpenStreams(config.streams().max()).measuredBy(meters);
    }
}
