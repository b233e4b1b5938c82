package dev.parley.gateway.tunnel;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Who asks a node something. Called on the tunnel's loop, in this order; nothing comes after an end or a failure. */
public interface Asker {

    /** The answer begins. @param headers by lower-case name, at most one value each */
    void head(int status, Map<String, String> headers);

    /** Part of it; as soon as it has left, or cannot leave any more, {@link Question#left} is to be told. */
    void body(Buffer bytes);

    /** It is whole. */
    void end();

    /** There is none, or not the rest of it. @param words for people; the agent's, so only data */
    void failed(NodeFailure why, String words);

    /** The next part of the request's body can be brought, or its end: one for each such call. */
    void more();
}
