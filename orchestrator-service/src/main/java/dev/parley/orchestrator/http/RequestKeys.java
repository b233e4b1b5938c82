package dev.parley.orchestrator.http;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whose request it is, and which conversation it means: only ever one of the caller's own tenant. */
@Singleton
final class RequestKeys {

    /** {@link UUID#fromString} takes more than is one. */
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final CurrentCaller current;

    RequestKeys(CurrentCaller current) {
        this.current = current;
    }

    /** Whoever it is, also without the scope for conversations. */
    Caller anybody() {
        return current.get();
    }

    Caller caller() {
        return allowed(current.get());
    }

    ConversationKey of(String id) {
        return key(caller(), id);
    }

    static ConversationKey key(Caller caller, String id) {
        if (!UUID_FORM.matcher(id).matches()) {
            throw new ProblemException(ProblemCode.CONVERSATION_UNKNOWN, "id: not an id of a conversation");
        }
        return new ConversationKey(caller.tenant(), UUID.fromString(id));
    }

    static Caller allowed(Caller caller) {
        if (!caller.scopes().contains(Scope.CONVERSATIONS)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "scope: conversations");
        }
        return caller;
    }
}
