package dev.parley.orchestrator.context;

/**
 * What one model's tokenizer makes of text: tokens per character of each script, learned from what nodes counted. What was
 * heard last counts most; what is more than expected is believed at once, what is less only by and by, because too long a
 * prompt costs an attempt and too short a one costs little.
 */
final class Rates {

    private static final double FIRST_MARGIN = 0.15;
    private static final double LEAST_MARGIN = 0.06;
    private static final double MOST_MARGIN = 0.5;
    private static final double DOWNWARDS = 0.3;
    private static final double FADING = 0.8;

    /** Nodes that had most of a prompt in their cache count only the rest of it. */
    private static final double LEAST_BELIEVED = 0.2;

    /** Prompts shorter than this say more of the chat template than of the text. */
    private static final double LEAST_TOLD = 50;

    private static final double LOWEST = 0.02;
    private static final double HIGHEST = 4;

    private final double[] rates = new double[Script.values().length];
    private double deviation = FIRST_MARGIN / 2;

    Rates() {
        for (Script script : Script.values()) {
            rates[script.ordinal()] = script.guess();
        }
    }

    /** The most that is expected; never more than the bytes. */
    synchronized int most(Measure text) {
        double margin = Math.min(MOST_MARGIN, Math.max(LEAST_MARGIN, 2 * deviation));
        return (int) Math.min(text.bytes(), Math.ceil(expected(text) * (1 + margin)));
    }

    /** A node counted this many tokens in that text. */
    synchronized void heard(Measure text, int counted) {
        double expected = expected(text);
        if (counted < expected * LEAST_BELIEVED || expected < LEAST_TOLD) {
            return;
        }
        double factor = counted / expected;
        deviation = FADING * deviation + (1 - FADING) * Math.abs(factor - 1);
        adjust(text, expected, factor > 1 ? factor : 1 - DOWNWARDS * (1 - factor));
    }

    /** That text was more than this many tokens. */
    synchronized void tooLong(Measure text, int window) {
        double expected = expected(text);
        deviation = MOST_MARGIN / 2;
        if (expected > 0 && expected < window) {
            adjust(text, expected, window / expected);
        }
    }

    /** Each script answers for its share of the text; one that hardly occurred is hardly changed. */
    private void adjust(Measure text, double expected, double factor) {
        for (Script script : Script.values()) {
            int i = script.ordinal();
            double share = text.characters(script) * rates[i] / expected;
            double own = 1 + (factor - 1) * Math.sqrt(share);
            rates[i] = Math.min(HIGHEST, Math.max(LOWEST, rates[i] * own));
        }
        double reached = expected(text) / expected;
        if (factor > 1 && reached < factor) {
            for (Script script : Script.values()) {
                if (text.characters(script) > 0) {
                    rates[script.ordinal()] = Math.min(HIGHEST, rates[script.ordinal()] * factor / reached);
                }
            }
        }
    }

    private double expected(Measure text) {
        double sum = 0;
        for (Script script : Script.values()) {
            sum += text.characters(script) * rates[script.ordinal()];
        }
        return sum;
    }
}
