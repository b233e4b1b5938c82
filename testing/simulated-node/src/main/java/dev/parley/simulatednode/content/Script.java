package dev.parley.simulatednode.content;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** Answers that were put in beforehand, taken in order. */
public final class Script {

    /** More is a mistake of the test that fills it. */
    private static final int MOST = 10_000;

    private final Deque<ScriptedAnswer> answers = new ArrayDeque<>();

    public void add(Collection<ScriptedAnswer> more) {
        if (answers.size() + more.size() > MOST) {
            throw new IllegalArgumentException("script: more than " + MOST + " answers");
        }
        answers.addAll(more);
    }

    public Optional<ScriptedAnswer> next() {
        return Optional.ofNullable(answers.poll());
    }

    public int left() {
        return answers.size();
    }

    public void clear() {
        answers.clear();
    }
}
