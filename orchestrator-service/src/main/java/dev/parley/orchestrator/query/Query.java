package dev.parley.orchestrator.query;

import java.util.Optional;

/**
 * What is asked.
 *
 * @param model a name, {@code auto} or {@code task:*}
 * @param input the question
 * @param context what the answer is to be found in; may be empty
 * @param stream whether the answer is wanted piece by piece
 * @param memory under which what is said is remembered; empty for nothing of the kind
 */
public record Query(String model, String input, String context, boolean stream, Optional<String> memory) {}
