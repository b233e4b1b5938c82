package dev.parley.localstack.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a service behind the gateway wants to see before it answers: which service calls, and for whom, signed for a minute.
 * Written here once more, in its shortest form, because a launcher takes no part of the services along.
 */
public final class EdgeProof {

    private static final int LIFE_SECONDS = 60;

    private EdgeProof() {}

    /**
     * The headers of a call that sees nodes and nobody's content.
     *
     * @param secret of the edge from {@code from} to {@code to}
     */
    public static Map<String, String> headers(ServiceName from, ServiceName to, String secret, Instant now) {
        long issued = now.getEpochSecond();
        String head = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64("""
                {"iss":"%s","aud":"%s","sub":"local-stack","tenant":"local","scopes":["admin"],"iat":%d,"exp":%d}""".formatted(from.wireName(), to.wireName(), issued, issued + LIFE_SECONDS)
                .getBytes(StandardCharsets.UTF_8));
        byte[] key = hmac(secret.getBytes(StandardCharsets.UTF_8), "parley caller");
        String token = head + "." + claims + "." + base64(hmac(key, head + "." + claims));
        return Map.of("X-Parley-Edge", from.wireName() + ":" + secret, "X-Parley-Caller", token);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
