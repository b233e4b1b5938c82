package dev.parley.router.ollama;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeProbe;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.openai.ModelList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Looks at nodes over HTTP: version, list of models, models in memory. */
public final class HttpNodeProbe implements NodeProbe {

    private final Vertx vertx;
    private final HttpClient client;
    private final NodeProof proof;
    private final Duration timeout;
    private final int answerLimit;

    /**
     * @param timeout for each question, from connecting to the last byte of its answer; a node that is busy inferring still
     *     answers them at once
     * @param answerLimit bytes of an answer; a longer one counts as none
     */
    public HttpNodeProbe(Vertx vertx, HttpClient client, NodeProof proof, Duration timeout, int answerLimit) {
        this.vertx = vertx;
        this.client = client;
        this.proof = proof;
        this.timeout = timeout;
        this.answerLimit = answerLimit;
    }

    @Override
    public CompletionStage<ProbeResult> look(Node node) {
        Future<ProbeResult> result = node.kind() == NodeKind.OLLAMA ? lookAtOllama(node) : lookAtOpenAi(node);
        return result.toCompletionStage();
    }

    private Future<ProbeResult> lookAtOllama(Node node) {
        var version = ask(node, "/api/version", CatalogueReader::version);
        var models = ask(node, "/api/tags", CatalogueReader::tags);
        var loaded = ask(node, "/api/ps", CatalogueReader::loaded);
        return Future.join(version, models, loaded)
                .transform(all -> Future.succeededFuture(new ProbeResult(
                        got(version), got(models), got(loaded), trouble(version).or(() -> trouble(models)))));
    }

    private Future<ProbeResult> lookAtOpenAi(Node node) {
        var models = ask(node, "/v1/models", ModelList::read);
        return models.transform(asked -> Future.succeededFuture(
                new ProbeResult(Optional.empty(), got(models), Optional.empty(), trouble(models))));
    }

    /** Understands an answer's body. */
    private interface Reader<T> {
        T read(byte[] json) throws IOException;
    }

    private <T> Future<T> ask(Node node, String path, Reader<T> reader) {
        URI url = node.url();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setSsl("https".equals(url.getScheme()))
                .setURI(url.getRawPath() + path)
                .setConnectTimeout(timeout.toMillis());
        proof.headers(node).forEach(options::addHeader);
        Question question = new Question();
        // An idle timeout would not do: one byte now and then would keep the question open for ever.
        long bell = vertx.setTimer(timeout.toMillis(), late -> question.giveUp());
        return client.request(options)
                .compose(question::send)
                .compose(this::body)
                .onComplete(told -> vertx.cancelTimer(bell))
                .map(body -> {
                    try {
                        return reader.read(body.getBytes());
                    } catch (IOException malformed) {
                        throw new IllegalStateException(path + ": not understood", malformed);
                    }
                });
    }

    /** One request of a look, which may be given up before it has a connection. */
    private static final class Question {

        private volatile @Nullable HttpClientRequest request;
        private volatile boolean over;

        Future<HttpClientResponse> send(HttpClientRequest connected) {
            request = connected;
            Future<HttpClientResponse> answer = connected.send();
            if (over) {
                connected.reset();
            }
            return answer;
        }

        void giveUp() {
            over = true;
            HttpClientRequest sent = request;
            if (sent != null) {
                sent.reset();
            }
        }
    }

    private Future<Buffer> body(HttpClientResponse response) {
        // What breaks an answer off is told by its end; without a listener it would be logged as an error.
        response.exceptionHandler(told -> {});
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture("status " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(bytes -> {
            body.appendBuffer(bytes);
            if (body.length() > answerLimit) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }

    private static <T> Optional<T> got(Future<T> answer) {
        return answer.succeeded() ? Optional.of(answer.result()) : Optional.empty();
    }

    private static Optional<String> trouble(Future<?> answer) {
        return answer.failed() ? Optional.of(String.valueOf(answer.cause().getMessage())) : Optional.empty();
    }
}
