package dev.parley.orchestrator.http;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** From outcomes to answers. */
final class Answers {

    private Answers() {}

    /** The value, or the problem that the refusal becomes at this edge. */
    static <T> T value(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Given<T> given) {
            return given.value();
        }
        throw new ProblemException(problem(((Outcome.Refused<T>) outcome).refusal()));
    }

    static Problem problem(Refusal refusal) {
        return Problem.of(refusal.code(), refusal.detail(), refusal.field());
    }

    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "no body (expected: a JSON object)");
        }
        return body;
    }

    static @Nullable Integer number(String name, @Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException wrong) {
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, name + ": not a number (expected: an integer)");
        }
    }

    static RestResponse<Conversation> created(Conversation conversation) {
        return RestResponse.ResponseBuilder.<Conversation>created(URI.create("/api/conversations/" + conversation.id()))
                .entity(conversation)
                .build();
    }
}
