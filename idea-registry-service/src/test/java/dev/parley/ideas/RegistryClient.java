package dev.parley.ideas;

import static io.restassured.RestAssured.given;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Splitter;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.edge.EdgeSecret;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Calls the registry as the orchestrator does, for one conversation of one tenant. */
public record RegistryClient(String tenant, UUID conversation) {

    private static final Edge ORCHESTRATOR =
            new Edge("orchestrator", "ideas", "a-secret-only-for-tests", Clock.systemUTC());

    public static RegistryClient ofNewConversation() {
        return new RegistryClient("local", UUID.randomUUID());
    }

    /** Who asks, proven. */
    public RequestSpecification request() {
        Caller caller = Caller.of(tenant, "anonymous", Set.of(Scope.CONVERSATIONS));
        return given().header(EdgeSecret.HEADER, ORCHESTRATOR.secretHeader())
                .header(CallerHeader.NAME, ORCHESTRATOR.sign(caller))
                .contentType(ContentType.JSON);
    }

    public Response post(String path, Object body) {
        return request().body(body).post(path);
    }

    public ClaimIdeas body(long fence, int turn, int attempt, String text) {
        return new ClaimIdeas(
                conversation, fence, turn, attempt, 1, "agent-" + turn, Role.GENERATOR, Splitter.BULLETS, text, null);
    }

    public Response tryClaim(long fence, int turn, int attempt, String... ideas) {
        return post("/internal/claims", body(fence, turn, attempt, "- " + String.join("\n- ", ideas) + "\n"));
    }

    public List<Idea> claim(int turn, int attempt, String... ideas) {
        return tryClaim(1, turn, attempt, ideas)
                .then()
                .statusCode(200)
                .extract()
                .as(ClaimedIdeas.class)
                .ideas();
    }

    public Response tryConfirm(long fence, int turn, int attempt) {
        return post("/internal/claims/confirm", new ConfirmIdeas(conversation, fence, turn, attempt));
    }

    public void confirm(int turn, int attempt) {
        tryConfirm(1, turn, attempt).then().statusCode(204);
    }

    public void remove() {
        request()
                .delete("/internal/conversations/" + conversation + "/ideas")
                .then()
                .statusCode(204);
    }

    public ConversationIdeas ideas(String query) {
        return request()
                .get("/internal/conversations/" + conversation + "/ideas" + query)
                .then()
                .statusCode(200)
                .extract()
                .as(ConversationIdeas.class);
    }
}
