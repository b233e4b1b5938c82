package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import java.time.Instant;

/** Passes each piece on as it comes; status and headers leave with the first. */
final class StreamedAnswer implements Listener {

    private final Reply reply;
    private final AnswerForm form;
    private boolean opened;

    StreamedAnswer(Reply reply, AnswerForm form) {
        this.reply = reply;
        this.form = form;
    }

    @Override
    public void scripted(ScriptedAnswer script) {
        form.script(script);
    }

    @Override
    public void piece(Piece piece, Instant at) {
        open();
        form.piece(piece, at).forEach(reply::write);
    }

    @Override
    public void finished(Answer answer, Metrics metrics, Instant at) {
        open();
        form.ending(answer, metrics, at).forEach(reply::write);
        reply.end();
    }

    @Override
    public void failed(int status, String text) {
        if (opened) {
            form.brokenEnding(text).forEach(reply::write);
            reply.broken();
            reply.end();
        } else {
            form.errors().sendFromStream(reply, status, text);
        }
    }

    @Override
    public void refused(int status, String text) {
        form.errors().send(reply, status, text);
    }

    @Override
    public boolean ready() {
        return reply.ready();
    }

    @Override
    public void together(Runnable pieces) {
        reply.together(pieces);
    }

    @Override
    public void onReady(Runnable resume) {
        reply.onReady(resume);
    }

    private void open() {
        if (!opened) {
            opened = true;
            reply.open(Head.of(200, form.streamType()));
        }
    }
}
