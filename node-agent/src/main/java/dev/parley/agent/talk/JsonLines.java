package dev.parley.agent.talk;

import dev.parley.agent.gateway.StreamedEvent;
import dev.parley.agent.screen.SafeText;
import java.io.PrintWriter;

/** Every event as one line of JSON, as it came, for programs; remarks go where people look. */
public final class JsonLines implements Listener {

    private final PrintWriter out;
    private final PrintWriter errors;

    /** Writes events to the one and remarks to the other. */
    public JsonLines(PrintWriter out, PrintWriter errors) {
        this.out = out;
        this.errors = errors;
    }

    @Override
    public void heard(StreamedEvent event) {
        out.println(SafeText.json(event.json()));
        out.flush();
    }

    @Override
    public void remark(String text) {
        errors.println(text);
    }

    @Override
    public void tick() {}

    @Override
    public void over() {}

    @Override
    public boolean isGone() {
        return out.checkError();
    }
}
