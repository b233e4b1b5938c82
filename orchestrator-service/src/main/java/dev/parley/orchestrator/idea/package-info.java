/**
 * Asks which ideas of an answer are new. Fails open: an answer never waits for its verdicts.
 *
 * <p>Verdicts are kept in the log as they were told, and a later line may correct an earlier one: readers and prompts take the
 * last word. The registry corrects verdicts after it has told them, though: {@code unverified} ones when its index is back,
 * and those that rested on a claim that lapsed. Nobody asks for these corrections yet, so the log keeps showing
 * {@code unverified}, which counts as new; the registry's own listing is right. They are not pushed, because the registry
 * knows no address of an orchestrator, and a line in the middle of an attempt would part its viewers from its text: whoever
 * holds the conversation has to ask between two turns, and a sweep has to ask for those at rest.
 */
@NullMarked
package dev.parley.orchestrator.idea;

import org.jspecify.annotations.NullMarked;
