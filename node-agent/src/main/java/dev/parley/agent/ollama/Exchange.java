package dev.parley.agent.ollama;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One question to Ollama while it is answered. Its answer is read piece by piece and only on demand, so that a slow reader
 * slows Ollama's own socket, and what is held of it is one piece.
 */
public final class Exchange implements HttpResponse.BodyHandler<Boolean>, HttpResponse.BodySubscriber<Boolean> {

    private final AnswerListener listener;
    private final String ollama;
    private Flow.@Nullable Subscription subscription;
    private @Nullable CompletableFuture<?> sending;
    private boolean isOver;

    Exchange(AnswerListener listener, String ollama) {
        this.listener = listener;
        this.ollama = ollama;
    }

    void sentBy(CompletableFuture<HttpResponse<Boolean>> response) {
        boolean late;
        synchronized (this) {
            sending = response;
            late = isOver;
        }
        if (late) {
            response.cancel(true);
        }
        CompletableFuture<?> unused = response.whenComplete((answer, failure) -> {
            if (failure != null) {
                onError(failure);
            }
        });
    }

    /** The next piece. */
    public void more() {
        Flow.Subscription open;
        synchronized (this) {
            open = subscription;
        }
        if (open != null) {
            open.request(1);
        }
    }

    /** Nobody wants the rest: closes the connection, which is how Ollama learns to stop. Nothing is heard after it. */
    public void cancel() {
        Flow.Subscription open;
        CompletableFuture<?> sent;
        synchronized (this) {
            isOver = true;
            open = subscription;
            sent = sending;
        }
        if (open != null) {
            open.cancel();
        }
        if (sent != null) {
            sent.cancel(true);
        }
    }

    @Override
    public HttpResponse.BodySubscriber<Boolean> apply(HttpResponse.ResponseInfo head) {
        listener.head(head.statusCode(), passedOn(head.headers()));
        return this;
    }

    private static Map<String, String> passedOn(HttpHeaders headers) {
        Map<String, String> kept = new HashMap<>();
        headers.firstValue("content-type").ifPresent(value -> kept.put("content-type", value));
        headers.firstValue("retry-after").ifPresent(value -> kept.put("retry-after", value));
        return kept;
    }

    /** Known at once: the answer is handed on, not kept. */
    @Override
    public CompletionStage<Boolean> getBody() {
        return CompletableFuture.completedFuture(Boolean.TRUE);
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        boolean late;
        synchronized (this) {
            subscription = opened;
            late = isOver;
        }
        if (late) {
            opened.cancel();
        } else {
            opened.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        if (!over(false)) {
            listener.piece(piece);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over(true)) {
            listener.failed(NodeFault.of(failure, ollama));
        }
    }

    @Override
    public void onComplete() {
        if (!over(true)) {
            listener.end();
        }
    }

    /** Whether it was over already. */
    private synchronized boolean over(boolean now) {
        boolean before = isOver;
        isOver = before || now;
        return before;
    }
}
