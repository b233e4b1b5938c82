package dev.parley.agent.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.NodeFault;
import dev.parley.agent.screen.SafeText;
import dev.parley.agent.tunnel.Seconds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Shows an answer as it comes, then how long it took; of a failure everything that Ollama said about it. */
final class TrialAnswer {

    /** Longer than any record that Ollama writes in one line; of what is longer only the beginning is shown. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final PrintStream out;
    private final AgentLog log;
    private final long began;
    private final StringBuilder whole = new StringBuilder();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int status;
    private long first;
    private int records;
    private int notJson;
    private boolean isDone;
    private boolean isBroken;
    private boolean isOver;
    private String missing = "";

    TrialAnswer(PrintStream out, AgentLog log, long began) {
        this.out = out;
        this.log = log;
        this.began = began;
    }

    boolean isOver() {
        return isOver;
    }

    void head(int said, Map<String, String> headers) {
        status = said;
        log.debug("Ollama answers with status " + said + " " + headers);
    }

    void piece(List<ByteBuffer> piece) {
        for (ByteBuffer each : piece) {
            while (each.hasRemaining()) {
                byte next = each.get();
                if (next == '\n') {
                    line();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(next);
                }
            }
        }
    }

    private void line() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isBlank()) {
            return;
        }
        records++;
        log.debug("Ollama: " + text);
        JsonNode record = Trial.read(text);
        if (record.isMissingNode()) {
            notJson++;
            isBroken = true;
            out.println();
            out.println(
                    "Ollama sent what is not JSON: " + SafeText.line(text.substring(0, Math.min(500, text.length()))));
        } else if (record.has("error")) {
            failure(record, text);
        } else {
            piece(record);
        }
    }

    private void piece(JsonNode record) {
        String said = record.path("response").asText("");
        if (first == 0 && !said.isEmpty()) {
            first = System.nanoTime();
        }
        String shown = SafeText.of(said);
        out.print(shown);
        out.flush();
        if (whole.length() < LONGEST_LINE) {
            whole.append(shown);
        }
        if (record.path("done").asBoolean()) {
            isDone = true;
            figures(record);
        }
    }

    private void figures(JsonNode record) {
        long tokens = record.path("eval_count").asLong();
        double seconds = record.path("eval_duration").asLong() / 1e9;
        if (records > 1) {
            // What came piece by piece stands between the lines of the log.
            out.println();
            out.println("The whole answer:");
            out.print(whole);
        }
        out.println();
        out.println("-- " + Seconds.of(System.nanoTime() - began)
                + (first == 0 ? "" : ", first words after " + Seconds.of(first - began))
                + (tokens == 0 ? "" : ", " + tokens + " tokens")
                + (seconds <= 0 ? "" : String.format(Locale.ROOT, ", %.1f tokens/s", tokens / seconds)));
    }

    private void failure(JsonNode record, String whole) {
        isBroken = true;
        String error = record.path("error").asText();
        out.println();
        out.println("Ollama's error (status " + status + "): " + SafeText.line(error));
        out.println("  " + SafeText.line(whole));
        if (status == 404 || error.contains("not found")) {
            int from = error.indexOf('\'');
            int to = error.lastIndexOf('\'');
            missing = from >= 0 && to > from ? error.substring(from + 1, to) : "NAME";
        }
    }

    void end(Consumer<String> install) {
        line();
        if (!missing.isEmpty()) {
            install.accept(missing);
        }
        if (notJson > 0) {
            out.println("Try --no-stream, and update Ollama; --test --debug shows every record.");
        } else if (!isBroken && !isDone) {
            out.println();
            out.println("The answer ended before it was done (status " + status + ", " + records
                    + " records): see Ollama's own log.");
        }
        over();
    }

    void failed(NodeFault fault) {
        out.println();
        out.println(SafeText.line(fault.message()) + " [" + fault.code() + "]");
        over();
    }

    private void over() {
        if (!isDone) {
            out.println("-- failed after " + Seconds.of(System.nanoTime() - began));
        }
        isOver = true;
    }
}
