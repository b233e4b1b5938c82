package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are improved until somebody changes it, and what that may take. */
@ConfigMapping(prefix = "orchestrator.refinement")
public interface RefinementConfig {

    /** Whether answers are improved at all; also {@code ORCHESTRATION_ENABLED}. */
    @WithDefault("true")
    boolean enabled();

    /** Rounds of notes and a better answer, 0..10; also {@code COMMUNICATION_ROUNDS}. */
    @WithDefault("1")
    int rounds();

    /** What the second model is told to do; also {@code SECONDARY_GOAL_PROMPT}. */
    @WithDefault(
            "Ты — проверяющий ассистент. Проанализируй ответ и предложи уточняющие вопросы, которые помогут улучшить ответ."
                    + " Верни только список вопросов или указания.")
    String goal();

    /** The model that answers; also {@code LLM_MODEL}. */
    @WithDefault("auto")
    String model();

    /** The model that finds what is missing; also {@code LLM_MODEL_SECONDARY}. */
    @WithDefault("auto")
    String modelSecondary();

    /** Of answers; also {@code TEMPERATURE}. */
    @WithDefault("0.7")
    double temperature();

    /** Of notes; also {@code TEMPERATURE_SECONDARY}. */
    @WithDefault("0.5")
    double temperatureSecondary();

    /** Whether drafts are rated and the best is kept. */
    @WithDefault("false")
    boolean score();

    /** The longest wait for the first or next byte once a node has been found. */
    @WithDefault("120s")
    Duration silence();

    /** The longest notes in tokens. */
    @WithDefault("512")
    int noteTokens();

    /** The most answers of a baseline. */
    @WithDefault("8")
    int samples();

    /** Answers being improved at once. */
    @WithDefault("100")
    int maxRunning();
}
