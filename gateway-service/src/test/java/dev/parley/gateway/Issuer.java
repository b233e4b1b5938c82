package dev.parley.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of tokens: signs them with its private keys and publishes the public ones over HTTP. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

    public static final String NAME = "https://issuer.example";
    public static final String AUDIENCE = "parley";

    private static final List<PublicJsonWebKey> PUBLISHED = new CopyOnWriteArrayList<>();
    private static final AtomicInteger READ = new AtomicInteger();
    private static volatile boolean away;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        PUBLISHED.clear();
        away = false;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", Issuer::publish);
        server.start();
        return Map.of(
                "gateway.identity.jwt.issuer",
                NAME,
                "gateway.identity.jwt.audience",
                AUDIENCE,
                "gateway.identity.jwt.jwks-url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    private static void publish(HttpExchange exchange) throws IOException {
        READ.incrementAndGet();
        byte[] keys = new JsonWebKeySet(PUBLISHED)
                .toJson(OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : keys.length);
        if (!away) {
            exchange.getResponseBody().write(keys);
        }
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** How often its keys were read. */
    public static int read() {
        return READ.get();
    }

    /** Whether it answers. */
    public static void goAway(boolean gone) {
        away = gone;
    }

    /** From now on these are its keys, and no others. */
    public static void publish(PublicJsonWebKey... keys) {
        PUBLISHED.addAll(List.of(keys));
        PUBLISHED.retainAll(List.of(keys));
    }

    public static PublicJsonWebKey rsa(String id) {
        return made(id, () -> RsaJwkGenerator.generateJwk(2048));
    }

    public static PublicJsonWebKey ec(String id) {
        return made(id, () -> EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    public static PublicJsonWebKey ed(String id) {
        return made(id, () -> OkpJwkGenerator.generateJwk("Ed25519"));
    }

    private interface Generator {
        PublicJsonWebKey generate() throws JoseException;
    }

    private static PublicJsonWebKey made(String id, Generator generator) {
        try {
            PublicJsonWebKey key = generator.generate();
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** Claims that are good for ten minutes, as a test has changed them. */
    public static JwtClaims claims(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(AUDIENCE);
        claims.setSubject("somebody");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringClaim("tenant", "editorial");
        claims.setStringClaim("scope", "openid inference conversations");
        change.accept(claims);
        return claims;
    }

    /** A token signed with this key. */
    public static String token(PublicJsonWebKey key, String algorithm, JwtClaims claims) {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setAlgorithmHeaderValue(algorithm);
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
