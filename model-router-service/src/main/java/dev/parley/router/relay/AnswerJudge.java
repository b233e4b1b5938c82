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

    /** Words of Ollama and of servers that speak OpenAI's API. */
    private static final List<String> MODEL_CANNOT_TAKE_IT = List.of(
            "exceeds the context",
            "exceeds the available context",
            "context length",
            "context_length_exceeded",
            "maximum context",
            "content_filter",
            "content_policy");

    private AnswerJudge() {}

    static Judgement judge(Endpoint endpoint, ModelName model, Unstarted answer) {
        Judgement judgement = judge(endpoint, model, answer.status(), answer.mark(), answer.held());
        return judgement == Judgement.GOOD && answer.complete() && !answer.isStream() && !isAnObject(answer.held())
                ? Judgement.NODE_FAULT
                : judgement;
    }

    /** Answers of these paths are JSON objects, or streams of them: a body of nothing, or of half, is none. */
    private static boolean isAnObject(Buffer body) {
        int start = 0;
        int end = body.length();
        while (end > 0 && isSpace(body.getByte(end - 1))) {
            end--;
        }
        while (start < end && isSpace(body.getByte(start))) {
            start++;
        }
        return end - start >= 2 && body.getByte(start) == '{' && body.getByte(end - 1) == '}';
    }

    private static boolean isSpace(byte letter) {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }

    static Judgement judge(Endpoint endpoint, ModelName model, int status, Mark mark, Buffer held) {
        if (status < 300) {
            return mark == Mark.ERROR ? Judgement.NODE_FAULT : Judgement.GOOD;
        }
        if (status < 400) {
            // Nodes do not redirect requests to these paths; whatever stands there is not one of ours.
            return Judgement.NODE_FAULT;
        }
        if (model.isCloud() && status != 404 && status != 400) {
            // A remote service's trouble: any other node would hear the same.
            return Judgement.MODEL_FAULT;
        }
        return switch (status) {
            case 400 -> badRequest(endpoint, held);
            case 404 -> Judgement.MISSING;
            // A node has no such status for a model of its own: what stands before it counts, and would let it work
            // later.
            case 429 -> Judgement.BUSY;
            case 503 -> Judgement.BUSY;
            case 500 -> mentions(held, REQUEST_FAULT_THOUGH_500) ? Judgement.REQUEST_FAULT : Judgement.NODE_FAULT;
            // No node answers so for a model of its own: it comes from something before it.
            case 502, 504 -> Judgement.NODE_FAULT;
            default -> Judgement.REQUEST_FAULT;
        };
    }

    private static Judgement badRequest(Endpoint endpoint, Buffer held) {
        if (endpoint.work() == Demand.Work.EMBED && mentions(held, ENGINE_DIED_WHILE_EMBEDDING)) {
            return Judgement.NODE_FAULT;
        }
        return mentions(held, MODEL_CANNOT_TAKE_IT) ? Judgement.MODEL_FAULT : Judgement.REQUEST_FAULT;
    }

    private static boolean mentions(Buffer held, List<String> texts) {
        String start = held.getString(0, Math.min(LOOKED_AT, held.length())).toLowerCase(Locale.ROOT);
        return texts.stream().anyMatch(start::contains);
    }
}
