package dev.parley.agent.trial;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Where test answers go besides the terminal: to the server, where there is one. */
public interface Copies {

    /** An answer begins. */
    void head(int status, Map<String, String> headers);

    /** It goes on. */
    void piece(List<ByteBuffer> piece);

    /** It is whole. */
    void end();

    /** There is none, or not the rest of it. */
    void fail(String code, String message);
}
