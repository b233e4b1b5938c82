package dev.parley.transport.process;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** The process and its clock, to be injected: features never ask the system themselves. */
@Dependent
final class ProcessBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ProcessIdentity identity(Clock clock) {
        return new ProcessIdentity(UUID.randomUUID(), clock.millis());
    }
}
