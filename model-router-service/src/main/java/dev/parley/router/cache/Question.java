package dev.parley.router.cache;

import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request asks, as far as it makes the answer.
 *
 * @param models that may answer it; what another one says is not kept
 * @param bounded whether it says itself how long the answer may be: then one that was cut off there is what it asked for
 */
record Question(AnswerKey key, Set<String> models, boolean bounded) {

    /** What is part of a key changes with this. */
    private static final String VERSION = "1";

    /** Reading a larger body would hold up everybody else on the event loop. */
    private static final int ON_WORKER_BYTES = 128 << 10;

    /** @return completes on the context; fails if the body has no form that could be compared */
    static Future<Question> of(Asking asking, RequestLook look, Context context) {
        if (look.body().length() > ON_WORKER_BYTES) {
            return context.executeBlocking(() -> of(asking, look), false);
        }
        try {
            return Future.succeededFuture(of(asking, look));
        } catch (IOException unreadable) {
            return Future.failedFuture(unreadable);
        }
    }

    /** @throws IOException if the body has no form that could be compared */
    static Question of(Asking asking, RequestLook look) throws IOException {
        MessageDigest hash = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), hash))) {
            for (String part : List.of(VERSION, asking.tenant(), asking.path(), asking.model(), asking.meant())) {
                out.writeUTF(part);
            }
            out.writeBoolean(asking.streamed());
            out.writeInt(asking.digests().size());
            for (Map.Entry<String, String> model : asking.digests().entrySet()) {
                out.writeUTF(model.getKey());
                out.writeUTF(model.getValue());
            }
            CanonicalBody.write(look.body(), out);
        }
        return new Question(
                new AnswerKey(asking.tenant(), HexFormat.of().formatHex(hash.digest())),
                Set.copyOf(asking.digests().keySet()),
                look.numPredict().orElse(-1) > 0 || look.maxTokens().orElse(-1) > 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
