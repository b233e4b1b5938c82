package dev.parley.gateway;

import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.UsageBook;
import dev.parley.gateway.usage.UsageWriter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Writes usage down while the process runs, and all that is left before it goes. */
@ApplicationScoped
class Bookkeeping {

    private static final Logger LOG = Logger.getLogger(Bookkeeping.class);

    private final UsageWriter writer;
    private final UsageBook book;
    private final OpenAnswers answers;
    private final UsageConfig config;

    Bookkeeping(UsageWriter writer, UsageBook book, OpenAnswers answers, GatewayConfig config) {
        this.writer = writer;
        this.book = book;
        this.answers = answers;
        this.config = config.usage();
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(config.interval().toMillis(), tick -> writer.write());
    }

    /** Told when requests had their time to end; the stores are still there. */
    void end(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            answers.cutAll()
                    .compose(done -> writer.writeAll())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.leaving().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("usage was not written in time", late);
        }
        if (book.size() > 0) {
            LOG.errorf("usage is lost lines=%d", book.size());
        }
    }
}
