package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Counts as a node might: anything from a token for a few words to a token for every byte, but for each script alike. */
final class ReferenceTokenizer {

    private final Map<Script, Double> rates = new EnumMap<>(Script.class);
    private final double unevenness;

    private ReferenceTokenizer(double unevenness) {
        this.unevenness = unevenness;
    }

    /** Every script between a twentieth and four times its guess. */
    static ReferenceTokenizer of(RandomGenerator random) {
        ReferenceTokenizer tokenizer = new ReferenceTokenizer(0.04);
        for (Script script : Script.values()) {
            tokenizer.rates.put(script, script.guess() * Math.exp(random.nextDouble(Math.log(0.05), Math.log(4))));
        }
        return tokenizer;
    }

    /** The worst there can be. */
    static ReferenceTokenizer ofBytes() {
        ReferenceTokenizer tokenizer = new ReferenceTokenizer(0);
        for (Script script : Script.values()) {
            tokenizer.rates.put(script, 4.0);
        }
        return tokenizer;
    }

    int tokens(List<ChatMessage> messages) {
        return 4
                + messages.stream()
                        .mapToInt(message -> 6 + tokens(message.content()))
                        .sum();
    }

    private int tokens(String text) {
        Measure measure = Measure.of(text);
        double sum = 0;
        for (Script script : Script.values()) {
            sum += measure.characters(script) * rates.get(script);
        }
        double uneven = 1 + unevenness * (Math.floorMod(text.hashCode(), 3) - 1);
        return (int) Math.min(measure.bytes(), Math.ceil(sum * uneven));
    }
}
