package dev.parley.benchmarks.faults;

import dev.parley.benchmarks.faults.Answer.How;

/**
 * One call as its client saw it.
 *
 * @param status 0 if there was not even one
 * @param code of an error that the gateway made; empty for none
 * @param attempts how many nodes were asked
 * @param node who answered; empty if nobody did
 * @param firstByteMillis negative if there was none
 */
record Seen(int status, String code, Answer answer, int attempts, String node, long firstByteMillis, long millis) {

    static Seen nothing(long millis) {
        return new Seen(0, "", new Answer(How.CUT, "", 0), 0, "", -1, millis);
    }

    /** In a few words. */
    String summary() {
        String ending = switch (answer.how()) {
            case COMPLETE -> "whole answer";
            case DAMAGED -> "whole answer, one record unreadable";
            case REFUSED -> "error";
            case BROKE_OFF -> answer.records() - 1 + " records, then an error record";
            case CUT -> "connection cut";
            case TRUNCATED -> "TRUNCATED";
        };
        return status + " " + ending + (code.isEmpty() ? "" : " (" + code + ")");
    }
}
