package dev.parley.gateway.http;

import dev.parley.gateway.chat.ChatListener;
import dev.parley.gateway.chat.ChatRecords;
import dev.parley.gateway.chat.Done;
import dev.parley.gateway.chat.Failure;
import dev.parley.gateway.chat.Flow;
import dev.parley.gateway.chat.Piece;
import dev.parley.gateway.quota.Verdict;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.Collectors;

/** Gives an answer as it comes, a record a line; the last one says by whom it was, or why it is not whole. */
final class StreamedChat implements ChatListener {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private final HttpServerResponse response;

    StreamedChat(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void judged(Verdict verdict) {
        LimitAnswers.standing(response, verdict);
    }

    @Override
    public void began(MultiMap about) {
        response.headers().addAll(about);
        response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE).setChunked(true);
    }

    @Override
    public void pieces(List<Piece> pieces, Flow flow) {
        response.write(pieces.stream()
                .map(piece -> ChatRecords.line(ChatRecords.some(piece)))
                .collect(Collectors.joining()));
        if (response.writeQueueFull()) {
            flow.pause();
            response.drainHandler(drained -> flow.resume());
        }
    }

    @Override
    public void done(Done done) {
        response.end(ChatRecords.line(ChatRecords.last(done)));
    }

    @Override
    public void failed(Failure failure) {
        if (response.headWritten()) {
            response.end(ChatRecords.line(ChatRecords.broken(failure)));
        } else {
            ChatProblems.answer(response, failure);
        }
    }

    @Override
    public void cut() {
        response.reset();
    }
}
