package dev.parley.gateway.chat;

import dev.parley.transport.relay.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts and times answers of task chat by their form and ending; both come from fixed sets, so the series are bounded. */
public final class ChatMeter {

    private final MeterRegistry meters;

    public ChatMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(boolean streamed, Ending ending, Duration took) {
        Timer.builder("parley.gateway.chat")
                .description("Answers of task chat, from the question to their end")
                .tag("form", streamed ? "stream" : "whole")
                .tag("ending", name(ending))
                .register(meters)
                .record(took);
    }

    private static String name(Ending ending) {
        if (ending instanceof Ending.Failed failed) {
            return failed.fault().name().toLowerCase(Locale.ROOT);
        }
        return ending instanceof Ending.Completed ? "completed" : "cancelled";
    }
}
