package dev.parley.router.relay;

import dev.parley.router.model.ModelName;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Mark;
import java.util.List;
import java.util.Locale;

/**
 * Whose fault an answer is, by its status and, where nodes misuse one, by its text. Statuses lie in two places: an engine
 * that dies while embedding shows as 400, and a wrong option shows as 500.
 */
final class AnswerJudge {

    /** Longest part of an error that is looked into. */
    private static final int LOOKED_AT = 2_048;

    private static final List<String> ENGINE_DIED_WHILE_EMBEDDING =
            List.of("do embedding request:", "error reading embed response:", "unexpected server status:");

    private static final List<String> REQUEST_FAULT_THOUGH_500 =
            List.of("option \\\"", "option \"", "invalid format:", "template:", "parse template");

    private AnswerJudge() {}

    static Judgement judge(Endpoint endpoint, ModelName model, Unstarted answer) {
        int status = answer.status();
        if (status < 300) {
            return answer.mark() == Mark.ERROR ? Judgement.NODE_FAULT : Judgement.GOOD;
        }
        return switch (status) {
            case 400 ->
                endpoint.work() == Demand.Work.EMBED && mentions(answer, ENGINE_DIED_WHILE_EMBEDDING)
                        ? Judgement.NODE_FAULT
                        : Judgement.REQUEST_FAULT;
            case 404 -> Judgement.MISSING;
            case 503 -> Judgement.BUSY;
            case 500 -> mentions(answer, REQUEST_FAULT_THOUGH_500) ? Judgement.REQUEST_FAULT : Judgement.NODE_FAULT;
            // A remote service's trouble is passed on; a local model's 502 can only come from something before the
            // node.
            case 502, 504 -> model.isCloud() ? Judgement.REQUEST_FAULT : Judgement.NODE_FAULT;
            // Nodes do not redirect requests to these paths; whatever stands there is not one of ours.
            default -> status < 400 ? Judgement.NODE_FAULT : Judgement.REQUEST_FAULT;
        };
    }

    private static boolean mentions(Unstarted answer, List<String> texts) {
        int length = Math.min(LOOKED_AT, answer.held().length());
        String start = answer.held().getString(0, length).toLowerCase(Locale.ROOT);
        return texts.stream().anyMatch(start::contains);
    }
}
