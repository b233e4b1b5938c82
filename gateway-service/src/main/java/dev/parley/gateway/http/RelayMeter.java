package dev.parley.gateway.http;

import dev.parley.transport.relay.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts and times relayed answers by path and ending; both come from fixed sets, so the series are bounded. */
@ApplicationScoped
class RelayMeter {

    private static final Logger LOG = Logger.getLogger(RelayMeter.class);

    private final MeterRegistry meters;

    RelayMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Begins to time an answer; the handler ends it. */
    Handler<AsyncResult<Ending>> of(String path) {
        Timer.Sample sample = Timer.start(meters);
        return ended -> {
            String ending = ended.succeeded() ? name(ended.result()) : "failed";
            sample.stop(Timer.builder("parley.gateway.relay")
                    .description("Answers relayed from the router, from the whole request to their end")
                    .tag("path", path)
                    .tag("ending", ending)
                    .register(meters));
            if (ended.succeeded() && ended.result() instanceof Ending.Failed failed) {
                LOG.warnf("relay failed path=%s ending=%s bytes=%d", path, ending, failed.bytes());
            }
        };
    }

    private static String name(Ending ending) {
        if (ending instanceof Ending.Failed failed) {
            return failed.fault().name().toLowerCase(Locale.ROOT);
        }
        return ending instanceof Ending.Completed ? "completed" : "cancelled";
    }
}
