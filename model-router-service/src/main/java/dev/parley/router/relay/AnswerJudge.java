package dev.parley.router.relay;

import dev.parley.router.model.ModelName;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Mark;
import io.vertx.core.buffer.Buffer;
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
        return judge(endpoint, model, answer.status(), answer.mark(), answer.held());
    }

    static Judgement judge(Endpoint endpoint, ModelName model, int status, Mark mark, Buffer held) {
        if (status < 300) {
            return mark == Mark.ERROR ? Judgement.NODE_FAULT : Judgement.GOOD;
        }
        if (status < 400) {
            // Nodes do not redirect requests to these paths; whatever stands there is not one of ours.
            return Judgement.NODE_FAULT;
        }
        if (model.isCloud() && status != 404) {
            // A remote service's trouble: any other node would hear the same.
            return Judgement.REQUEST_FAULT;
        }
        return switch (status) {
            case 400 ->
                endpoint.work() == Demand.Work.EMBED && mentions(held, ENGINE_DIED_WHILE_EMBEDDING)
                        ? Judgement.NODE_FAULT
                        : Judgement.REQUEST_FAULT;
            case 404 -> Judgement.MISSING;
            case 503 -> Judgement.BUSY;
            case 500 -> mentions(held, REQUEST_FAULT_THOUGH_500) ? Judgement.REQUEST_FAULT : Judgement.NODE_FAULT;
            // No node answers so for a model of its own: it comes from something before it.
            case 502, 504 -> Judgement.NODE_FAULT;
            default -> Judgement.REQUEST_FAULT;
        };
    }

    private static boolean mentions(Buffer held, List<String> texts) {
        String start = held.getString(0, Math.min(LOOKED_AT, held.length())).toLowerCase(Locale.ROOT);
        return texts.stream().anyMatch(start::contains);
    }
}
