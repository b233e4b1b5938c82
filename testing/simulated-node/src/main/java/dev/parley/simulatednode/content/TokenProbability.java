package dev.parley.simulatednode.content;

import java.util.List;

/** How likely a token was, and what else was. */
public record TokenProbability(String token, double logarithm, List<TokenProbability> alternatives) {

    public TokenProbability {
        alternatives = List.copyOf(alternatives);
    }
}
