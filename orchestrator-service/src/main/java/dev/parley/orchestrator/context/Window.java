package dev.parley.orchestrator.context;

/**
 * The tokens that one generation has.
 *
 * @param context {@code num_ctx}: prompt and answer together
 * @param answer {@code num_predict}: the longest answer
 * @param reserve kept free for what estimates do not know: the model's chat template
 */
public record Window(int context, int answer, int reserve) {

    /** What is left for the prompt; never less than nothing. */
    public int prompt() {
        return Math.max(0, context - answer - reserve);
    }
}
