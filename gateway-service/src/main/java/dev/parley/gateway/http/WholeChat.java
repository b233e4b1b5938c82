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

/** Gathers an answer, which is bounded by who reads it, and gives it as one object. */
final class WholeChat implements ChatListener {

    private final HttpServerResponse response;
    private final StringBuilder text = new StringBuilder();

    WholeChat(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void judged(Verdict verdict) {
        LimitAnswers.standing(response, verdict);
    }

    @Override
    public void began(MultiMap about) {
        response.headers().addAll(about);
    }

    @Override
    public void pieces(List<Piece> pieces, Flow flow) {
        pieces.forEach(piece -> text.append(piece.text()));
    }

    @Override
    public void done(Done done) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(ChatRecords.whole(text.toString(), done).toBuffer());
    }

    @Override
    public void failed(Failure failure) {
        ChatProblems.answer(response, failure);
    }

    @Override
    public void cut() {
        response.reset();
    }
}
