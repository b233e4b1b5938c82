package dev.parley.agent.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.AnswerListener;
import dev.parley.agent.ollama.Exchange;
import dev.parley.agent.ollama.NodeFault;
import dev.parley.agent.ollama.OllamaNode;
import dev.parley.agent.screen.SafeText;
import dev.parley.agent.tunnel.Seconds;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One prompt to Ollama and its answer on the terminal, piece by piece, while the server hears it too. */
public final class Trial {

    private static final String PATH = "/api/generate";

    /** As for requests of the server: the load of a large model from a slow disk. */
    private static final int PATIENCE_SECONDS = 330;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OllamaNode node;
    private final boolean streams;
    private final Copies copies;
    private final AgentLog log;
    private final PrintStream out;

    /**
     * With this node.
     *
     * @param streams whether Ollama is asked to answer piece by piece
     * @param copies what the server is told
     */
    public Trial(OllamaNode node, boolean streams, Copies copies, AgentLog log, PrintStream out) {
        this.node = node;
        this.streams = streams;
        this.copies = copies;
        this.log = log;
        this.out = out;
    }

    /** Asks this, and returns when it is answered or known why not. */
    public void ask(String model, String prompt) throws InterruptedException {
        String body;
        try {
            body = JSON.writeValueAsString(JSON.createObjectNode()
                    .put("model", model)
                    .put("prompt", prompt)
                    .put("stream", streams));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        log.debug("Asking Ollama: POST " + node.base() + PATH + " " + body + " (stream: " + streams + ")");
        BlockingQueue<News> news = new LinkedBlockingQueue<>();
        long began = System.nanoTime();
        Exchange exchange = node.ask(
                "POST",
                PATH,
                Map.of("content-type", "application/json"),
                HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8),
                new Queued(news));
        TrialAnswer answer = new TrialAnswer(out, log, began);
        while (!answer.isOver()) {
            News next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                exchange.cancel();
                next = new News.Failed(NodeFault.timeout(
                        "Ollama has been silent for " + PATIENCE_SECONDS + " s: is the model too large?"));
            }
            tell(next, answer, exchange);
        }
        log.debug("Answered after " + Seconds.of(System.nanoTime() - began));
    }

    private void tell(News next, TrialAnswer answer, Exchange exchange) {
        if (next instanceof News.Head head) {
            copies.head(head.status(), head.headers());
            answer.head(head.status(), head.headers());
        } else if (next instanceof News.Piece piece) {
            copies.piece(piece.bytes().stream().map(ByteBuffer::duplicate).toList());
            answer.piece(piece.bytes());
            exchange.more();
        } else if (next instanceof News.Failed failed) {
            copies.fail(failed.fault().code(), failed.fault().message());
            answer.failed(failed.fault());
        } else {
            copies.end();
            answer.end(model -> out.println(
                    "Install it with: ollama pull " + SafeText.line(model) + ", or choose another with --force-model"));
        }
    }

    /** What comes of the answer; one piece at a time, since the next is asked for. */
    private sealed interface News {

        record Head(int status, Map<String, String> headers) implements News {}

        record Piece(List<ByteBuffer> bytes) implements News {}

        record End() implements News {}

        record Failed(NodeFault fault) implements News {}
    }

    private record Queued(BlockingQueue<News> news) implements AnswerListener {

        @Override
        public void head(int status, Map<String, String> headers) {
            news.add(new News.Head(status, headers));
        }

        @Override
        public void piece(List<ByteBuffer> piece) {
            news.add(new News.Piece(piece));
        }

        @Override
        public void end() {
            news.add(new News.End());
        }

        @Override
        public void failed(NodeFault fault) {
            news.add(new News.Failed(fault));
        }
    }

    /** Tells the fields of a record that people want to know; null if it is not JSON. */
    static JsonNode read(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            return read == null ? JSON.missingNode() : read;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
