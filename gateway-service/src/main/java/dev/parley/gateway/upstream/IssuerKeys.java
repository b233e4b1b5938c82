package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.token.SigningKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The issuer's key set, over HTTP. Redirects are not followed: who publishes keys elsewhere says so in the setting. */
@ApplicationScoped
public class IssuerKeys implements SigningKeys {

    /** A key has some 400 characters, and an issuer rarely publishes more than three. */
    private static final int LARGEST = 256 * 1024;

    private static final int OK = 200;

    private final HttpClient http;
    private final Optional<URI> where;

    IssuerKeys(Vertx vertx, GatewayConfig config) {
        this.http = vertx.createHttpClient();
        this.where = config.identity().jwt().jwksUrl();
    }

    @Override
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 2, delay = 100, jitter = 50)
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 5, delayUnit = ChronoUnit.SECONDS)
    public Uni<List<PublicJsonWebKey>> read() {
        RequestOptions asked = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(where.orElseThrow().toString());
        return Uni.createFrom()
                .emitter(keys -> http.request(asked)
                        .compose(HttpClientRequest::send)
                        .compose(IssuerKeys::body)
                        .map(IssuerKeys::parse)
                        .onSuccess(keys::complete)
                        .onFailure(keys::fail));
    }

    private static Future<Buffer> body(HttpClientResponse answer) {
        if (answer.statusCode() != OK) {
            answer.request().reset();
            return Future.failedFuture(new IOException("the issuer answered " + answer.statusCode()));
        }
        Buffer body = Buffer.buffer();
        answer.handler(bytes -> {
            body.appendBuffer(bytes);
            if (body.length() > LARGEST) {
                answer.request().reset();
            }
        });
        return answer.end().map(body);
    }

    private static List<PublicJsonWebKey> parse(Buffer body) {
        try {
            return new JsonWebKeySet(body.toString())
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .map(PublicJsonWebKey.class::cast)
                            .filter(key -> key.getKeyId() != null)
                            .toList();
        } catch (JoseException notOne) {
            throw new IllegalArgumentException("the issuer publishes no key set", notOne);
        }
    }
}
