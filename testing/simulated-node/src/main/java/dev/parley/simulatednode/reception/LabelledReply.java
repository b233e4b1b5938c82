package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import java.util.List;
import java.util.Map;

/** Adds headers that do not depend on the handler. */
final class LabelledReply implements Reply {

    private final Reply next;
    private final List<Map.Entry<String, String>> headers;

    LabelledReply(Reply next, List<Map.Entry<String, String>> headers) {
        this.next = next;
        this.headers = List.copyOf(headers);
    }

    private Head labelled(Head head) {
        Head labelled = head;
        for (Map.Entry<String, String> header : headers) {
            labelled = labelled.with(header.getKey(), header.getValue());
        }
        return labelled;
    }

    @Override
    public void whole(Head head, byte[] body) {
        next.whole(labelled(head), body);
    }

    @Override
    public void open(Head head) {
        next.open(labelled(head));
    }

    @Override
    public void write(byte[] record) {
        next.write(record);
    }

    @Override
    public void together(Runnable writes) {
        next.together(writes);
    }

    @Override
    public void end() {
        next.end();
    }

    @Override
    public void broken() {
        next.broken();
    }

    @Override
    public void reset() {
        next.reset();
    }

    @Override
    public void hangUp() {
        next.hangUp();
    }

    @Override
    public boolean ready() {
        return next.ready();
    }

    @Override
    public void onReady(Runnable resume) {
        next.onReady(resume);
    }
}
