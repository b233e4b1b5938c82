package dev.parley.orchestrator.prompt;

import java.util.Map;

/** The texts of a language, and the names of the data that each may use. */
enum PromptText {
    /** Who the agent is and by which rules it speaks. */
    SYSTEM("system", Map.of("subject", "x", "max_tokens", 1, "role", "x")),

    /** The last message: the ideas so far, and what is wanted next. */
    INSTRUCTION("instruction", Map.of("ideas", "x", "question", "x")),

    /** Joins the history after every answer. */
    QUESTION("question", Map.of()),

    /** How older messages are told in short. */
    SUMMARY("summary", Map.of("summary", "x")),

    /** The line of the role in the system text. */
    GENERATOR("role-generator", Map.of()),

    /** The line of the role in the system text. */
    CRITIC("role-critic", Map.of()),

    /** The line of the role in the system text. */
    MODERATOR("role-moderator", Map.of()),

    /** The line of the role in the system text. */
    SYNTH("role-synth", Map.of());

    private final String file;
    private final Map<String, Object> sample;

    PromptText(String file, Map<String, Object> sample) {
        this.file = file + ".txt";
        this.sample = sample;
    }

    String file() {
        return file;
    }

    /** Data of every name that the text may use. */
    Map<String, Object> sample() {
        return sample;
    }
}
