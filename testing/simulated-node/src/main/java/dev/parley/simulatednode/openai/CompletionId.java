package dev.parley.simulatednode.openai;

import dev.parley.simulatednode.content.Mixing;
import dev.parley.simulatednode.content.ScriptedAnswer;

/** An id such as {@code chatcmpl-417}: a number below 999, not unique, as with Ollama. */
final class CompletionId {

    private static final int NUMBERS = 999;

    private final String prefix;
    private int number;

    CompletionId(String prefix, long request) {
        this.prefix = prefix;
        this.number = Mixing.random(request).nextInt(NUMBERS);
    }

    void script(ScriptedAnswer scripted) {
        Integer scriptedNumber = scripted.identity().number();
        if (scriptedNumber != null) {
            number = scriptedNumber;
        }
    }

    @Override
    public String toString() {
        return prefix + number;
    }
}
