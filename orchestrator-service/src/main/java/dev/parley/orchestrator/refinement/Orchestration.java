package dev.parley.orchestrator.refinement;

/**
 * How answers are improved.
 *
 * @param enabled if not, the first answer is the answer
 * @param rounds of notes and a better answer; 0..{@value #MOST_ROUNDS}
 * @param goal what the second model is told to do
 * @param model that answers: a name, {@code auto} or {@code task:*}
 * @param secondary the model that finds what is missing
 * @param temperature of the answers, 0..2
 * @param secondaryTemperature of the notes, 0..2
 * @param score whether every draft is rated by the second model, and the best is kept
 */
public record Orchestration(
        boolean enabled,
        int rounds,
        String goal,
        String model,
        String secondary,
        double temperature,
        double secondaryTemperature,
        boolean score) {

    /** More than three rounds are hardly ever of use; each costs two generations. */
    public static final int MOST_ROUNDS = 10;
}
