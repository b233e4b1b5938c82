package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers the pieces and answers with one object. */
final class CollectedAnswer implements Listener {

    private final Reply reply;
    private final AnswerForm form;
    private final List<Piece> pieces = new ArrayList<>();

    CollectedAnswer(Reply reply, AnswerForm form) {
        this.reply = reply;
        this.form = form;
    }

    @Override
    public void scripted(ScriptedAnswer script) {
        form.script(script);
    }

    @Override
    public void piece(Piece piece, Instant at) {
        pieces.add(piece);
    }

    @Override
    public void finished(Answer answer, Metrics metrics, Instant at) {
        reply.whole(Head.of(200, form.wholeType()), form.whole(pieces, answer, metrics, at));
    }

    @Override
    public void failed(int status, String text) {
        form.errors().send(reply, status, text);
    }

    @Override
    public void refused(int status, String text) {
        form.errors().send(reply, status, text);
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public void together(Runnable pieces) {
        pieces.run();
    }

    @Override
    public void onReady(Runnable resume) {
        resume.run();
    }
}
