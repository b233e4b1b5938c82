package dev.parley.orchestrator.http;

import dev.parley.orchestrator.control.Rounds;
import dev.parley.protocol.conversation.Round;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One round, when a person asks for it. */
@Path("/api/conversations/{id}/round")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conversations")
public class RoundResource {

    private static final String ASYNC = "respond-async";

    private final Rounds rounds;
    private final RequestKeys keys;

    RoundResource(Rounds rounds, RequestKeys keys) {
        this.rounds = rounds;
        this.keys = keys;
    }

    @POST
    @Operation(
            summary = "Run one round",
            description = "Answers when the round is over, or at once with Prefer: respond-async. Refused with"
                    + " conversation-busy while the conversation runs.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Round.class)))
    @APIResponse(responseCode = "202", description = "The round has begun.")
    public Uni<Response> round(@PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        return wantsToLeave(prefer)
                ? rounds.begin(keys.of(id), keys.caller())
                        .map(Answers::value)
                        .map(begun -> Response.accepted(begun)
                                .header("Preference-Applied", ASYNC)
                                .build())
                : rounds.run(keys.of(id), keys.caller())
                        .map(Answers::value)
                        .map(round -> Response.ok(round).build());
    }

    /** Whether the preference is among these, as RFC 7240 writes them. */
    private static boolean wantsToLeave(@Nullable String prefer) {
        return prefer != null
                && Stream.of(prefer.split("[,;]")).map(String::strip).anyMatch(ASYNC::equalsIgnoreCase);
    }
}
