package dev.parley.orchestrator.http;

import dev.parley.orchestrator.control.ConversationDesk;
import dev.parley.protocol.access.ConversationPayers;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who pays for conversations: tells the gateway, and is told by it who pays no longer. */
@Path("/internal/payers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class PayersResource {

    private static final Set<String> REASONS = Set.of(
            ProblemCode.KEY_REVOKED.wireName(),
            ProblemCode.KEY_EXPIRED.wireName(),
            ProblemCode.BUDGET_EXHAUSTED.wireName());

    private final ConversationDesk desk;
    private final RequestKeys keys;

    PayersResource(ConversationDesk desk, RequestKeys keys) {
        this.desk = desk;
        this.keys = keys;
    }

    @GET
    @Operation(
            summary = "Who pays for what runs",
            description =
                    "In all tenants, with scope admin; the thousand that have paid longest. Called by the gateway only.")
    public Uni<ConversationPayers> running() {
        if (!keys.anybody().scopes().contains(Scope.ADMIN)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "scope: admin");
        }
        return desk.payers().map(ConversationPayers::new);
    }

    @POST
    @Path("/withheld/{why}")
    @Operation(
            summary = "Let everything wait that the caller's key pays for",
            description =
                    "As a pause by `key-revoked`, `key-expired` or `budget-exhausted`. Whoever resumes it pays from"
                            + " then on. Repeatable. Called by the gateway only.")
    @APIResponse(responseCode = "204", description = "It waits, or will when an agent has spoken.")
    public Uni<Void> withhold(@PathParam("why") String why) {
        if (!REASONS.contains(why)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "there is no such reason");
        }
        Caller payer = keys.caller();
        return desk.withhold(payer.tenant(), payer.key(), why);
    }
}
