package dev.parley.gateway.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts verdicts by what they say, never by key: series must be bounded. */
public final class VerdictMeter {

    private final MeterRegistry meters;

    public VerdictMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One more. */
    public void count(Verdict verdict) {
        Counter.builder("parley.gateway.quota.verdicts")
                .description("What requests were told that count against limits")
                .tag(
                        "verdict",
                        verdict instanceof Verdict.Refused refused
                                ? refused.reason().code().wireName()
                                : "admitted")
                .register(meters)
                .increment();
    }
}
