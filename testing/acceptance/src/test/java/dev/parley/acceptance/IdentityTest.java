package dev.parley.acceptance;

import static dev.parley.acceptance.stack.Gateway.agent;
import static dev.parley.acceptance.stack.Gateway.conversation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Browser;
import dev.parley.acceptance.stack.Command;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.KeyedStack;
import dev.parley.acceptance.stack.OpenAnswer;
import dev.parley.acceptance.stack.SecondReplica;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A stack that asks for keys: nobody uninvited, nobody at another's table. */
@ExtendWith(KeyedStack.Shared.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentityTest {

    private static final Duration COMMAND = Duration.ofSeconds(120);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final List<Map<String, Object>> TWO = List.of(agent("generator", "auto"), agent("critic", "auto"));
    private static final List<Map<String, Object>> BRIEF = List.of(
            Map.of("role", "generator", "model", "auto", "max_tokens", 30, "timeout", 20),
            Map.of("role", "critic", "model", "auto", "max_tokens", 30, "timeout", 20));
    private static final Map<String, Object> QUESTION = Map.of(
            "model",
            "auto",
            "stream",
            false,
            "options",
            Map.of("num_predict", 4),
            "messages",
            List.of(Map.of("role", "user", "content", "Hello")));
    private static final Map<String, Object> LONG_QUESTION = Map.of(
            "model", "auto", "stream", true, "messages", List.of(Map.of("role", "user", "content", "Tell me more")));

    private KeyedStack keyed;
    private Stack stack;

    @BeforeEach
    void a_stack_with_keys(KeyedStack keyed) {
        this.keyed = keyed;
        stack = keyed.stack();
    }

    @AfterEach
    void nodes_as_before() {
        stack.nodes().forEach(SimulatedNodeControl::asBefore);
    }

    @Test
    void nobody_gets_an_answer_without_a_key() {
        HttpResponse<String> answer = stack.gateway().post("/api/chat", QUESTION);
        HttpResponse<String> start = stack.gateway().post("/api/conversations/start", conversation("Trains", 1, TWO));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("X-Parley-Error")).contains("key-missing");
        assertThat(start.statusCode()).isEqualTo(401);
        assertThat(Json.read(start.body()).path("code").asText()).isEqualTo("key-missing");
    }

    @Test
    void the_main_job_works_with_the_stack_s_own_key() {
        stack.nodes().forEach(node -> node.settings(Map.of("tokens_per_second", 500)));
        try (Command talk = stack.run("talk", "How can trains be on time?", "--rounds", "1", "--pause", "0")) {
            assertThat(talk.exitCode(COMMAND)).as(talk::errors).isZero();
        }
    }

    @Test
    void what_one_tenant_has_does_not_exist_for_another() {
        Gateway ours = stack.gateway().as(keyed.create("ours", "--tenant", "north", "--scope", "conversations"));
        Gateway theirs = stack.gateway().as(keyed.create("theirs", "--tenant", "south", "--scope", "conversations"));
        String id = ours.start(conversation("Bridges", 1, TWO));

        List<String> paths = List.of("", "/history", "/ideas", "/events", "/export?format=txt");

        assertThat(ours.get("/api/conversations/" + id).statusCode()).isEqualTo(200);
        assertThat(paths)
                .allSatisfy(path -> assertThat(
                                theirs.get("/api/conversations/" + id + path).statusCode())
                        .isEqualTo(404));
        assertThat(theirs.read("/api/conversations").path("conversations")).isEmpty();
        assertThat(theirs.post("/api/conversations/" + id + "/stop", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tenants_who_ask_the_same_share_no_answer() {
        Map<String, Object> question = Map.of("message", "How deep is the sea at the north pole?");
        Gateway ours = stack.gateway().as(keyed.create("east", "--tenant", "east", "--scope", "inference"));
        Gateway theirs = stack.gateway().as(keyed.create("west", "--tenant", "west", "--scope", "inference"));
        await().atMost(COMMAND).until(() -> cache(ours.post("/api/chat", question)), "hit"::equals);

        String first = cache(theirs.post("/api/chat", question));

        assertThat(first).isEqualTo("miss");
        await().atMost(COMMAND).until(() -> cache(theirs.post("/api/chat", question)), "hit"::equals);
    }

    private static String cache(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Parley-Cache").orElse("");
    }

    @Test
    void a_key_opens_only_what_its_scopes_say() {
        Gateway reader = stack.gateway().as(keyed.create("reader", "--scope", "inference"));

        assertThat(reader.post("/api/chat", QUESTION).statusCode()).isEqualTo(200);
        assertThat(reader.post("/api/conversations/start", conversation("Trains", 1, TWO))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.get("/api/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void a_revoked_key_opens_nothing_at_any_replica_within_two_seconds() {
        String key = keyed.create("brief", "--scope", "inference");
        assertThat(keyed.doors(key))
                .allSatisfy(door -> assertThat(door.post("/api/chat", QUESTION).statusCode())
                        .isEqualTo(200));

        keyed.revoke(key);

        await().atMost(TWO_SECONDS)
                .untilAsserted(() -> assertThat(keyed.doors(key))
                        .allSatisfy(door -> assertThat(
                                        door.post("/api/chat", QUESTION).statusCode())
                                .isEqualTo(401)));
    }

    @Test
    void what_is_open_under_a_key_ends_at_every_replica_within_two_seconds_of_its_end() {
        stack.nodes().forEach(node -> node.settings(Map.of("tokens_per_second", 5, "slots", 8)));
        String key = keyed.create("watcher", "--scope", "inference", "--scope", "conversations");
        Gateway here = keyed.doors(key).get(0);
        Gateway there = keyed.doors(key).get(1);
        String id = here.start(conversation("Rivers", 3, BRIEF));
        OpenAnswer lines = OpenAnswer.post(here, "/api/chat", LONG_QUESTION);
        OpenAnswer events = OpenAnswer.post(there, "/v1/chat/completions", LONG_QUESTION);
        OpenAnswer viewer = OpenAnswer.get(there, "/api/conversations/" + id + "/events");
        OpenAnswer socket = OpenAnswer.socket(here, "/ws/conversations/" + id, key);
        List<OpenAnswer> open = List.of(lines, events, viewer, socket);
        await().until(() -> open.stream().noneMatch(one -> one.text().isEmpty()));
        long cancelled = cancelled();

        keyed.revoke(key);

        await().atMost(TWO_SECONDS).until(() -> open.stream().allMatch(OpenAnswer::hasEnded));
        assertThat(lines.text()).endsWith("{\"error\":\"The key has been revoked.\",\"code\":\"key-revoked\"}\n");
        assertThat(events.text()).contains("\"code\":\"key-revoked\"").doesNotContain("[DONE]");
        assertThat(viewer.text()).contains("event: error\n").contains("\"code\":\"key-revoked\"");
        assertThat(socket.text()).endsWith("1008 key-revoked");
        await().untilAsserted(() -> assertThat(cancelled()).isGreaterThanOrEqualTo(cancelled + 2));
        await().untilAsserted(() -> assertThat(inference(key)).hasSize(1).allSatisfy(used -> {
            assertThat(used.path("requests").asInt()).isEqualTo(2);
            assertThat(used.path("tokens").asInt()).isPositive();
        }));
        await().until(() -> status(id).equals("paused"));
        OpenAnswer told = OpenAnswer.get(keyed.admin(), "/api/conversations/" + id + "/events");
        await().untilAsserted(() -> assertThat(told.text()).contains("\"by\":\"key-revoked\""));
        stack.nodes().forEach(node -> node.settings(Map.of("tokens_per_second", 500)));
        keyed.admin().post("/api/conversations/" + id + "/resume", Map.of());
        await().until(() -> status(id).equals("completed"));
    }

    private String status(String conversation) {
        return keyed.admin()
                .read("/api/conversations/" + conversation)
                .path("status")
                .asText();
    }

    private long cancelled() {
        return stack.nodes().stream()
                .flatMap(node -> node.requests().stream())
                .filter(request -> request.path("outcome").asText().equals("cancelled"))
                .count();
    }

    private List<JsonNode> inference(String key) {
        JsonNode models =
                keyed.admin().read("/api/usage?key=" + KeyedStack.idOf(key)).path("models");
        return StreamSupport.stream(models.spliterator(), false)
                .filter(line -> line.path("source").asText().equals("inference"))
                .toList();
    }

    @Test
    void a_gateway_begins_without_the_database_and_knows_every_key_when_it_is_back() {
        String key = keyed.create("early", "--scope", "inference");
        stack.killStore("postgres");
        try (SecondReplica guarded = SecondReplica.of(stack, "gateway");
                SecondReplica open = SecondReplica.of(stack, "gateway", Map.of("GATEWAY_IDENTITY_MODE", "off"))) {
            Gateway somebody = guarded.gateway().as(key);

            HttpResponse<String> unknown = somebody.post("/api/chat", QUESTION);

            assertThat(open.gateway().post("/api/chat", QUESTION).statusCode()).isEqualTo(200);
            assertThat(guarded.gateway()
                            .as(keyed.adminKey())
                            .post("/api/chat", QUESTION)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.headers().firstValue("X-Parley-Error")).contains("identity-unavailable");
            assertThat(reachable(guarded, "postgresql")).isFalse();
            keyed.complete();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    somebody.post("/api/chat", QUESTION).statusCode())
                            .isEqualTo(200));
            assertThat(reachable(guarded, "postgresql")).isTrue();
        } finally {
            keyed.complete();
        }
    }

    private static boolean reachable(SecondReplica replica, String store) {
        return StreamSupport.stream(
                        replica.management()
                                .read("/q/health/ready")
                                .path("checks")
                                .spliterator(),
                        false)
                .filter(check -> check.path("name").asText().equals(store))
                .allMatch(check -> check.path("data").path("reachable").asBoolean());
    }

    @Test
    void the_page_signs_in_with_a_key_and_keeps_none() {
        try (Browser browser = Browser.open(stack.data())) {
            browser.go(stack.gateway().base().resolve("/ui/"));
            browser.awaitText("This table asks for a key.");

            browser.type("input[type=password]", keyed.adminKey());
            browser.press("Sign in");

            browser.awaitText("Put a question to the table.");
            assertThat(browser.evaluate("JSON.stringify(localStorage) + document.cookie")
                            .asText())
                    .satisfies(keyed::assertHoldsNoKey)
                    .doesNotContain("parley_session");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void nothing_that_was_written_holds_a_key() {
        List<String> metrics = Stream.of("gateway", "router", "orchestrator", "ideas")
                .map(service -> stack.management(service).get("/q/metrics").body())
                .toList();

        assertThat(metrics).allSatisfy(keyed::assertHoldsNoKey);
        keyed.assertNoLogHoldsAKey();
    }
}
