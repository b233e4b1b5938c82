package dev.parley.router.kubernetes;

import dev.parley.router.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a pod is called as a node: {@code pool.pod}. Always the same for the same pod, and fit for headers and metrics: what
 * is too long ends in a digest of the whole.
 */
final class NodeNames {

    private static final int LONGEST = 63;
    private static final int DIGEST_BYTES = 4;

    private NodeNames() {}

    static NodeId of(String pool, String pod) {
        String whole = (pool + "." + pod).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        if (whole.length() <= LONGEST) {
            return new NodeId(whole);
        }
        return new NodeId(whole.substring(0, LONGEST - 1 - 2 * DIGEST_BYTES) + "-" + digest(whole));
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
