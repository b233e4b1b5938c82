package dev.parley.gateway.upstream;

import dev.parley.gateway.chat.Failure;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the router, or a node through it, says instead of an answer: in Ollama's words, made a problem of. */
final class RouterRefusal {

    private static final Map<String, ProblemCode> CODES =
            Stream.of(ProblemCode.values()).collect(Collectors.toMap(ProblemCode::wireName, Function.identity()));

    private RouterRefusal() {}

    static Failure of(Unstarted answer) {
        String detail = detail(answer);
        @Nullable String said = answer.headers().get(Surface.ERROR_HEADER);
        @Nullable ProblemCode code = said == null ? null : CODES.get(said);
        return new Failure(
                Problem.of(code == null ? ofStatus(answer.status()) : code, detail, null),
                answer.headers().get("Retry-After"));
    }

    /** A node's own refusal. */
    private static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 404 -> ProblemCode.MODEL_UNKNOWN;
            case 503 -> ProblemCode.ALL_NODES_BUSY;
            default -> status < 500 ? ProblemCode.NODE_REFUSED : ProblemCode.NODE_FAILED;
        };
    }

    private static String detail(Unstarted answer) {
        try {
            return new JsonObject(answer.held()).getString("error", "status " + answer.status());
        } catch (DecodeException | ClassCastException otherForm) {
            return "status " + answer.status();
        }
    }
}
