package dev.parley.simulatednode.content;

import java.util.List;

/** What a mode would say if nothing limited it. */
record Draft(String thinking, String text, List<ToolCall> calls) {

    static Draft text(String text) {
        return new Draft("", text, List.of());
    }
}
