package dev.parley.simulatednode.content;

import java.util.List;
import java.util.random.RandomGenerator;

/** Filler words of any length. */
final class Lorem {

    private static final List<String> WORDS = List.of(
            ("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et "
                            + "dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi "
                            + "aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse "
                            + "cillum fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa "
                            + "qui officia deserunt mollit anim id est laborum")
                    .split(" "));

    private static final int USUAL_LENGTH = 64;

    private Lorem() {}

    static Draft text(Ask ask, RandomGenerator random) {
        return Draft.text(
                words(ask.settings().answerTokens() > 0 ? ask.settings().answerTokens() : USUAL_LENGTH, random));
    }

    /** Exactly so many tokens. */
    static String words(int tokens, RandomGenerator random) {
        StringBuilder text = new StringBuilder("Lorem");
        for (int i = 1; i < tokens; i++) {
            text.append(' ').append(Mixing.pick(WORDS, random));
        }
        return text.toString();
    }
}
