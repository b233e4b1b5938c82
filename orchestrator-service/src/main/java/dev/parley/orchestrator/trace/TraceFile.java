package dev.parley.orchestrator.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.orchestrator.TraceConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes traces to a file in the form of the first orchestration's log: a headed block for each trace, whole, so that a search
 * for its name finds all of it. One thread writes; what it cannot keep up with is left out and counted in the log. A file
 * that is full is put aside under its name with a number, and the oldest of those go.
 */
@Singleton
public final class TraceFile {

    private static final Logger LOG = Logger.getLogger(TraceFile.class);
    private static final String RULE = "=".repeat(80);
    private static final int WAITING = 1_000;
    private static final int LAST_WAIT_SECONDS = 2;

    private final Optional<Path> file;
    private final long most;
    private final int aside;
    private final ObjectWriter json;
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), TraceFile::thread);

    TraceFile(TraceConfig config, ObjectMapper json) {
        this.file = config.file();
        this.most = config.fileBytes();
        this.aside = config.files();
        this.json = json.writer(form());
    }

    /** As the first orchestration's log has it: {@code "name": value}, and an empty list is {@code []}. */
    private static DefaultPrettyPrinter form() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    /** Soon; nothing if there is no file. */
    public void write(Trace trace) {
        file.ifPresent(path -> {
            try {
                writer.execute(() -> append(path, trace));
            } catch (RejectedExecutionException full) {
                LOG.warnf("trace left out of the file trace=%s", trace.traceId());
            }
        });
    }

    @PreDestroy
    void close() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(LAST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            writer.shutdownNow();
        }
    }

    private void append(Path path, Trace trace) {
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            if (Files.exists(path) && Files.size(path) >= most) {
                putAside(path);
            }
            Files.writeString(path, block(trace), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("trace not written trace=%s cause=%s", trace.traceId(), e);
        }
    }

    private void putAside(Path path) throws IOException {
        for (int number = aside; number > 1; number--) {
            Path younger = numbered(path, number - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(path, number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (aside > 0) {
            Files.move(path, numbered(path, 1), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(path);
        }
    }

    private static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    String block(Trace trace) {
        Trace head = new Trace(
                trace.traceId(), trace.timestamp(), trace.userPrompt(), trace.orchestrationEnabled(), List.of());
        StringBuilder block = new StringBuilder()
                .append(RULE)
                .append("\nTRACE START: ")
                .append(trace.traceId())
                .append('\n')
                .append(RULE)
                .append('\n')
                .append(written(head))
                .append('\n');
        for (TraceStep step : trace.steps()) {
            block.append("\n--- STEP ")
                    .append(step.step())
                    .append(" ---\n")
                    .append(written(step))
                    .append('\n');
        }
        return block.append('\n').toString();
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trace-file");
        thread.setDaemon(true);
        return thread;
    }
}
