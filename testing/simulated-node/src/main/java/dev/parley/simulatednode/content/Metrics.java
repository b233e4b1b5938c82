package dev.parley.simulatednode.content;

import dev.parley.simulatednode.json.GoJson;

/** The six figures of a finished answer: durations in nanoseconds, counts in tokens; zero is not told. */
public record Metrics(
        long totalDuration,
        long loadDuration,
        int promptEvalCount,
        long promptEvalDuration,
        int evalCount,
        long evalDuration) {

    public GoJson into(GoJson record) {
        return record.optional("total_duration", totalDuration)
                .optional("load_duration", loadDuration)
                .optional("prompt_eval_count", promptEvalCount)
                .optional("prompt_eval_duration", promptEvalDuration)
                .optional("eval_count", evalCount)
                .optional("eval_duration", evalDuration);
    }
}
