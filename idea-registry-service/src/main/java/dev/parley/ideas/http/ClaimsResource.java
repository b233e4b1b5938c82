package dev.parley.ideas.http;

import dev.parley.ideas.claim.Claims;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes the ideas of an attempt's answer, and lets them stand when the turn is completed. */
@Path("/internal/claims")
@Tag(name = "Claims")
public class ClaimsResource {

    private final Claims claims;
    private final CurrentCaller caller;

    ClaimsResource(Claims claims, CurrentCaller caller) {
        this.claims = claims;
        this.caller = caller;
    }

    /** The ideas of the answer with their verdicts, provisionally. */
    @POST
    @Operation(
            summary = "Claim the ideas of an answer",
            description =
                    "Provisional and repeatable: the same claim gets the same verdicts. 409 stale-claim for a"
                            + " lower fence or an older attempt than was seen, 503 store-unavailable while nothing can be kept.")
    public Uni<ClaimedIdeas> claim(ClaimIdeas request) {
        ClaimChecks.check(request);
        return claims.claim(registryOf(request.conversation()), request).map(Outcomes::ideas);
    }

    /** The attempt was completed. */
    @POST
    @Path("confirm")
    @Operation(
            summary = "Let an attempt's claim stand",
            description = "Repeatable; an attempt that nobody claimed has nothing to confirm. 409 stale-claim for a"
                    + " lower fence than was seen.")
    @APIResponse(responseCode = "204", description = "It stands")
    public Uni<Void> confirm(ConfirmIdeas request) {
        ClaimChecks.check(request);
        return claims.confirm(registryOf(request.conversation()), request).map(Outcomes::nothing);
    }

    private RegistryId registryOf(UUID conversation) {
        return new RegistryId(caller.get().tenant(), conversation);
    }
}
