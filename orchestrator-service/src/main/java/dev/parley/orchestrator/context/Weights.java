package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import java.util.List;

/** What messages weigh in tokens, for one model. */
final class Weights {

    /** Roles and separators that a chat template puts around a message. */
    private static final int PER_MESSAGE = 8;

    /** What it puts around them all. */
    private static final int PER_PROMPT = 16;

    private final Rates rates;
    private final Trust trust;

    Weights(Rates rates, Trust trust) {
        this.rates = rates;
        this.trust = trust;
    }

    int of(String text) {
        return of(Measure.of(text));
    }

    int of(Spoken spoken) {
        return of(spoken.measure()) + PER_MESSAGE * spoken.size();
    }

    private int of(Measure measure) {
        return trust == Trust.NONE ? measure.bytes() : rates.most(measure);
    }

    int of(ChatMessage message) {
        return of(message.content()) + PER_MESSAGE;
    }

    int of(List<ChatMessage> messages) {
        return messages.stream().mapToInt(this::of).sum();
    }

    /** Of a whole prompt. */
    int ofPrompt(List<ChatMessage> messages) {
        return of(messages) + PER_PROMPT;
    }

    /** What is not text in a prompt. */
    static int template(List<ChatMessage> messages) {
        return PER_PROMPT + PER_MESSAGE * messages.size();
    }

    static Measure measure(List<ChatMessage> messages) {
        return messages.stream().map(message -> Measure.of(message.content())).reduce(Measure.NOTHING, Measure::plus);
    }
}
