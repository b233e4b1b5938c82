package dev.parley.benchmarks.faults;

import dev.parley.benchmarks.faults.Answer.How;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with what a client saw. */
final class Judge {

    private static final int MOST_TRIES_AFTER_DEATH = 1;

    /** What a decoder puts where bytes are no letter. */
    private static final String NO_LETTER = "\uFFFD";

    private final Limits limits;

    Judge(Limits limits) {
        this.limits = limits;
    }

    /**
     * What is wrong.
     *
     * @param sound what the answer is without a fault
     * @param failing the name of the node with the fault
     */
    List<String> complaints(FaultCase fault, Form form, Seen seen, String sound, String failing, int triedAfterDeath) {
        List<String> complaints = new ArrayList<>();
        Answer answer = seen.answer();
        if (answer.how() == How.TRUNCATED) {
            complaints.add("a truncated answer passes as success");
        }
        if (answer.how() == How.COMPLETE
                && !answer.text().replace(NO_LETTER, "").equals(sound)) {
            complaints.add("a whole answer with another text: " + answer.text());
        }
        Duration bound = fault.bound(limits);
        if (seen.millis() > bound.toMillis()) {
            complaints.add("took " + seen.millis() + " ms (expected: <= " + bound.toMillis() + ")");
        }
        if (!isAsExpected(fault.expected(form), form, seen, failing)) {
            complaints.add("expected: " + fault.expected(form));
        }
        if (triedAfterDeath > MOST_TRIES_AFTER_DEATH) {
            complaints.add(triedAfterDeath + " requests went to the dead node");
        }
        return complaints;
    }

    private static boolean isAsExpected(Expected expected, Form form, Seen seen, String failing) {
        How how = seen.answer().how();
        return switch (expected) {
            case SERVED -> how == How.COMPLETE;
            case SERVED_ELSEWHERE -> isServedElsewhere(seen, failing);
            // What came in one read with its end was not passed on yet: then the other node answers.
            case BROKEN_OFF -> form.streamed() && (how == How.BROKE_OFF || isServedElsewhere(seen, failing));
            case PASSED_ON ->
                how == How.REFUSED && seen.attempts() == 1 && seen.code().isEmpty();
            case AS_IT_CAME -> how == How.COMPLETE || how == How.DAMAGED;
        };
    }

    private static boolean isServedElsewhere(Seen seen, String failing) {
        return seen.answer().how() == How.COMPLETE && !seen.node().equals(failing);
    }
}
