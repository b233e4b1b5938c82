package dev.parley.gateway.tunnel;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what tunnels do. Every label comes from a fixed set, so the series are bounded. */
public final class TunnelMeter {

    /** How a message ended. */
    enum Outcome {
        /** Answered to its end. */
        WHOLE,

        /** The agent could not get an answer, or not all of it. */
        FAILED,

        /** Whoever asked has left. */
        CANCELLED,

        /** Its tunnel was gone. */
        LOST
    }

    private final MeterRegistry meters;

    public TunnelMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(Tunnels tunnels, Held held) {
        meters.gauge("parley.gateway.tunnels.open", tunnels, Tunnels::count);
        meters.gauge("parley.gateway.tunnels.messages", tunnels, Tunnels::messages);
        meters.gauge("parley.gateway.tunnels.held.bytes", held, Held::now);
    }

    void ended(Ending why) {
        meters.counter("parley.gateway.tunnels.ended", "reason", why.word()).increment();
    }

    void message(Outcome outcome) {
        meters.counter(
                        "parley.gateway.tunnels.messages.ended",
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void ownTest() {
        meters.counter("parley.gateway.tunnels.own.tests").increment();
    }

    void arrival(boolean admitted) {
        meters.counter("parley.gateway.tunnels.arrivals", "outcome", admitted ? "admitted" : "sent_away")
                .increment();
    }
}
