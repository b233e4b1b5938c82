package dev.parley.gateway.tunnel;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Whoever asks: takes the answer in, and lets go of it when a test says so. */
final class RecordedAsker implements Asker {

    int status;
    Map<String, String> headers = Map.of();
    Buffer body = Buffer.buffer();
    boolean ended;
    NodeFailure failure;
    int wanted;

    @Override
    public void head(int status, Map<String, String> headers) {
        this.status = status;
        this.headers = headers;
    }

    @Override
    public void body(Buffer bytes) {
        body.appendBuffer(bytes);
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void failed(NodeFailure why, String words) {
        failure = why;
    }

    @Override
    public void more() {
        wanted++;
    }
}
