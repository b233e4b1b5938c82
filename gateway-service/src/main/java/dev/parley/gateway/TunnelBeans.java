package dev.parley.gateway;

import dev.parley.gateway.door.DoorAddress;
import dev.parley.gateway.tunnel.Arrivals;
import dev.parley.gateway.tunnel.Registrations;
import dev.parley.gateway.tunnel.TunnelBounds;
import dev.parley.gateway.tunnel.TunnelMeter;
import dev.parley.gateway.tunnel.Tunnels;
import dev.parley.protocol.tunnel.TunnelFrame;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What tunnels need of the settings and know nothing of. */
@Dependent
class TunnelBeans {

    private final TunnelConfig config;

    TunnelBeans(GatewayConfig config) {
        this.config = config.tunnel();
    }

    @Produces
    @Singleton
    DoorAddress doorAddress() {
        return new DoorAddress();
    }

    @Produces
    @Singleton
    TunnelMeter tunnelMeter(MeterRegistry meters) {
        return new TunnelMeter(meters);
    }

    @Produces
    @Singleton
    Arrivals arrivals(Clock clock, TunnelMeter meter) {
        return new Arrivals(config.arrivals(), config.arrivalsAtOnce(), clock, meter);
    }

    @Produces
    @Singleton
    Tunnels tunnels(Registrations registrations, TunnelMeter meter, Clock clock, RandomGenerator random) {
        TunnelBounds bounds = new TunnelBounds(
                Math.toIntExact(config.credit().asLongValue()),
                Math.toIntExact(config.maxFrame().asLongValue()),
                config.messages(),
                config.buffer().asLongValue(),
                config.hello(),
                config.ping(),
                Duration.ofSeconds(TunnelFrame.SILENCE_SECONDS),
                config.stall());
        Tunnels.Most most =
                new Tunnels.Most(config.max(), config.perTenant(), config.held().asLongValue());
        return new Tunnels(most, bounds, registrations, meter, clock, random);
    }
}
