package dev.parley.ideas.http;

import dev.parley.ideas.claim.Removal;
import dev.parley.ideas.ledger.ConfirmedIdeas;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells the ideas of a conversation's completed turns. */
@Path("/internal/conversations/{id}/ideas")
@Tag(name = "Ideas")
public class ConversationIdeasResource {

    private final ConfirmedIdeas ideas;
    private final Removal removal;
    private final CurrentCaller caller;

    ConversationIdeasResource(ConfirmedIdeas ideas, Removal removal, CurrentCaller caller) {
        this.ideas = ideas;
        this.removal = removal;
        this.caller = caller;
    }

    /** All ideas, or the last that were mentioned. */
    @GET
    @Operation(
            summary = "The confirmed ideas of a conversation, oldest first",
            description = "With `last`, the last so many that repeat no earlier one. The counts are always those of the"
                    + " whole conversation. A conversation nobody claimed for has none.")
    public Uni<ConversationIdeas> list(
            @PathParam("id") UUID conversation,
            @Parameter(description = "1 or more") @QueryParam("last") @Nullable String last) {
        RegistryId registry = new RegistryId(caller.get().tenant(), conversation);
        return ClaimChecks.last(last)
                .map(count -> ideas.lastMentioned(registry, count))
                .orElseGet(() -> ideas.all(registry));
    }

    /** The conversation is gone, and with it all that was claimed for it. */
    @DELETE
    @Operation(
            summary = "Take a conversation's ideas away for good",
            description =
                    "Provisional claims too. Repeatable; a conversation nobody claimed for has none to take away.")
    @APIResponse(responseCode = "204", description = "They are gone")
    public Uni<Void> remove(@PathParam("id") UUID conversation) {
        return removal.of(new RegistryId(caller.get().tenant(), conversation));
    }
}
