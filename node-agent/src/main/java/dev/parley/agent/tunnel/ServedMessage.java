package dev.parley.agent.tunnel;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.agent.ollama.AllowedPaths;
import dev.parley.agent.ollama.AnswerListener;
import dev.parley.agent.ollama.Exchange;
import dev.parley.agent.ollama.ModelGuard;
import dev.parley.agent.ollama.NodeFault;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request of the gateway while Ollama answers it. Everything happens on the loop. */
final class ServedMessage implements AnswerListener {

    /** Just longer than a router waits for the first byte of a model that is being loaded. */
    private static final Duration PATIENCE_WITH_FIRST = Duration.ofSeconds(330);

    /** Longer than a router waits for the next byte, for those that are patient. */
    private static final Duration PATIENCE_WITH_NEXT = Duration.ofSeconds(120);

    private final TunnelFrame.Request request;
    private final String path;
    private final Surroundings around;
    private final Outbox outbox;
    private final Consumer<ServedMessage> onOver;
    private final ModelGuard guard;
    private final CollectedAnswer collected;
    private final IncomingBody question;
    private final OutgoingBody answer;
    private final long began;
    private @Nullable Exchange exchange;
    private TunnelFrame.@Nullable Response head;
    private boolean isAsking;
    private boolean isWaiting = true;
    private boolean isAnswered;
    private boolean isOver;
    private long progress;

    ServedMessage(
            TunnelFrame.Request request,
            Bounds bounds,
            Surroundings around,
            Outbox outbox,
            Consumer<ServedMessage> onOver) {
        this.request = request;
        this.path = AllowedPaths.withoutQuery(request.path());
        this.around = around;
        this.outbox = outbox;
        this.onOver = onOver;
        this.collected = new CollectedAnswer(around.held());
        this.guard = new ModelGuard(path, around.lent());
        this.question = new IncomingBody(around.loop(), bounds.credit(), guard, this::taken, this::refuse);
        this.answer = new OutgoingBody(request.messageId(), bounds, outbox, this::answerLeft);
        this.began = around.nanos().getAsLong();
        this.progress = began;
    }

    long id() {
        return request.messageId();
    }

    /** Whether Ollama is still busy with it, or its answer is still on its way out. */
    boolean isWorking() {
        return !isAnswered;
    }

    boolean isWork() {
        return AllowedPaths.isWork(request.method(), path);
    }

    /** Asks Ollama: its body is passed on as it comes; what has none is asked when that is certain. */
    void begin() {
        if (isWork()) {
            ask(true);
        } else {
            question.discard();
        }
    }

    private void ask(boolean hasBody) {
        isAsking = true;
        try {
            exchange = around.node()
                    .ask(request.method(), path, passedOn(request.headers()), hasBody ? question : null, onLoop());
        } catch (IllegalArgumentException e) {
            failed(new NodeFault("path_not_allowed", "This cannot be asked: " + e.getMessage()));
        }
    }

    private static Map<String, String> passedOn(Map<String, String> headers) {
        return Map.of(
                "content-type", headers.getOrDefault("content-type", "application/json"),
                "accept", headers.getOrDefault("accept", "*/*"));
    }

    /** Answers in Ollama's own words, without asking it. */
    void answer(int status, String error) {
        question.discard();
        head(status, Map.of("content-type", "application/json; charset=utf-8"));
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(error));
        answer.add(List.of(ByteBuffer.wrap(("{\"error\":\"" + quoted + "\"}").getBytes(StandardCharsets.UTF_8))));
        end();
    }

    void body(ByteBuffer piece) throws FrameFault {
        progress = around.nanos().getAsLong();
        question.add(piece);
    }

    void bodyEnded() throws FrameFault {
        progress = around.nanos().getAsLong();
        question.end();
        if (exchange == null && !isWork() && head == null && !isOver) {
            ask(false);
        }
        finishIfDone();
    }

    void credit(long bytes) throws FrameFault {
        answer.moreCredit(bytes);
    }

    /** The reader left: nothing more is said of it. */
    void cancel(String reason) {
        around.log().debug("Message " + id() + ": cancelled (" + reason + ")");
        isOver = true;
        isAnswered = true;
        stopAsking();
        answer.drop();
        collected.forget();
        onOver.accept(this);
    }

    /** Looks whether Ollama has been silent for too long. */
    void tick() {
        Duration silent = Duration.ofNanos(around.nanos().getAsLong() - progress);
        Duration patience = head == null ? PATIENCE_WITH_FIRST : PATIENCE_WITH_NEXT;
        if (isWaiting && !isOver && (question.isWhole() || !isWork()) && silent.compareTo(patience) > 0) {
            stopAsking();
            failed(NodeFault.timeout("Ollama has been silent for " + silent.toSeconds() + " s."));
        }
    }

    private void stopAsking() {
        isWaiting = false;
        isAsking = false;
        Exchange asked = exchange;
        if (asked != null) {
            asked.cancel();
        }
        question.discard();
    }

    private void taken(int bytes) {
        progress = around.nanos().getAsLong();
        if (!isOver) {
            outbox.send(new TunnelFrame.Credit(id(), bytes));
        }
    }

    private void refuse() {
        stopAsking();
        around.log().warning("Message " + id() + ": asked for " + guard.model() + ", which is not offered");
        answer(404, "model '" + guard.model() + "' not found");
    }

    @Override
    public void head(int status, Map<String, String> headers) {
        progress = around.nanos().getAsLong();
        head = new TunnelFrame.Response(id(), status, headers);
        if (around.streams() || !isAsking) {
            outbox.send(head);
        }
        if (status == 404 && isAsking && !guard.model().isEmpty()) {
            around.log()
                    .warning("Ollama does not have " + guard.model() + ": ollama pull " + guard.model()
                            + ", or offer another with --force-model");
        }
    }

    @Override
    public void piece(List<ByteBuffer> piece) {
        progress = around.nanos().getAsLong();
        if (around.streams()) {
            isWaiting = false;
            answer.add(piece);
            if (answer.waiting() == 0) {
                more();
            }
        } else if (collected.add(piece)) {
            more();
        } else {
            stopAsking();
            failed(new NodeFault(
                    "body_too_large",
                    "An answer of " + collected.bytes() + " bytes is too long to collect: use --stream."));
        }
    }

    private void more() {
        Exchange asked = exchange;
        if (asked != null) {
            asked.more();
        }
    }

    @Override
    public void end() {
        isWaiting = false;
        TunnelFrame.Response first = head;
        if (!around.streams() && first != null && isAsking) {
            outbox.send(first);
            answer.add(collected.pieces());
        }
        answer.endWith(new TunnelFrame.End(id()));
    }

    @Override
    public void failed(NodeFault fault) {
        isWaiting = false;
        around.log().warning("Message " + id() + ": " + fault.message());
        question.discard();
        isOver = true;
        answer.endWith(new TunnelFrame.Error(id(), fault.code(), fault.message()));
    }

    /** All that there was has left, or the ending has. */
    private void answerLeft() {
        if (answer.isEnded()) {
            isAnswered = true;
            collected.forget();
            tellOfTheEnd();
            finishIfDone();
        } else if (around.streams() && answer.waiting() == 0) {
            isWaiting = true;
            progress = around.nanos().getAsLong();
            more();
        }
    }

    /** Looks come every other second, and are nothing that an owner wants to read. */
    private void tellOfTheEnd() {
        String line = "Message " + id() + ": " + request.method() + " " + path + " " + guard.model() + " -> "
                + (head == null ? "no answer" : head.status() + ", " + answer.sent() + " bytes") + ", "
                + Seconds.of(around.nanos().getAsLong() - began);
        if (isWork()) {
            around.log().info(line);
        } else {
            around.log().debug(line);
        }
    }

    private void finishIfDone() {
        if (isAnswered && (isOver || question.isWhole())) {
            onOver.accept(this);
        }
    }

    /** What Ollama says, once it is our turn; nothing of it after a cancel. */
    private AnswerListener onLoop() {
        return new AnswerListener() {
            @Override
            public void head(int status, Map<String, String> headers) {
                later(() -> ServedMessage.this.head(status, headers));
            }

            @Override
            public void piece(List<ByteBuffer> piece) {
                later(() -> ServedMessage.this.piece(piece));
            }

            @Override
            public void end() {
                later(ServedMessage.this::end);
            }

            @Override
            public void failed(NodeFault fault) {
                later(() -> ServedMessage.this.failed(fault));
            }

            private void later(Runnable task) {
                around.loop().execute(() -> {
                    if (!isOver && isAsking) {
                        task.run();
                    }
                });
            }
        };
    }
}
