package dev.parley.gateway;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.quota.SharedLedger;
import dev.parley.gateway.usage.UsageBook;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;

/** What an operator sees of limits and usage; never of single keys. */
@Dependent
class QuotaMeters {

    void register(
            @Observes StartupEvent event, MeterRegistry meters, SharedLedger ledger, UsageBook book, HeldBytes held) {
        Gauge.builder("parley.gateway.quota.shared", ledger, one -> one.isThere() ? 1 : 0)
                .description("1 while all replicas keep limits together, 0 while this one is alone")
                .strongReference(true)
                .register(meters);
        Gauge.builder("parley.gateway.usage.unwritten", book, UsageBook::size)
                .description("Lines of usage that are not in PostgreSQL yet")
                .strongReference(true)
                .register(meters);
        FunctionCounter.builder("parley.gateway.usage.lost", book, UsageBook::lost)
                .description("Answers whose usage found no room while PostgreSQL was away")
                .register(meters);
        Gauge.builder("parley.gateway.bodies.held", held, HeldBytes::held)
                .description("Bytes of request bodies that are being read or passed on")
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
    }
}
