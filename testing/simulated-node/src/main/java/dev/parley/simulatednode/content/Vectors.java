package dev.parley.simulatednode.content;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Embeddings that depend on the set of words alone: equal texts have equal vectors, similar texts similar ones. */
public final class Vectors {

    private static final int FRAME_TOKENS = 2;

    private Vectors() {}

    /** Not normalised; the sum of one fixed random vector per distinct word. */
    public static double[] raw(String text, int width, long seed) {
        double[] sum = new double[width];
        Tokens.of(text.toLowerCase(Locale.ROOT)).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .forEach(word -> add(sum, word, seed));
        return sum;
    }

    /** Of length one (all zero for a text without words stays as it is). */
    public static double[] unit(double[] vector) {
        double square = 0;
        for (double each : vector) {
            square += each * each;
        }
        double length = Math.sqrt(square);
        double[] unit = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length == 0 ? 0 : vector[i] / length;
        }
        return unit;
    }

    /** Tokens that an embedding model counts for a text. */
    public static int tokens(String text) {
        return Tokens.count(text) + FRAME_TOKENS;
    }

    private static void add(double[] sum, String word, long seed) {
        boolean mark = word.codePoints().noneMatch(Character::isLetterOrDigit);
        double weight = mark ? 0.1 : 1;
        RandomGenerator random = Mixing.random(Mixing.hash(seed, word));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * (random.nextDouble() * 2 - 1);
        }
    }
}
