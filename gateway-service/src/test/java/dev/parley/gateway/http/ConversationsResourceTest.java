package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Said;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ConversationsResourceTest extends RunningGateway {

    private static final String START = "/api/conversations/start";

    private final Scripted orchestrator = Behind.orchestrator();

    @Test
    void a_conversation_is_started_as_it_was_described() {
        orchestrator.on("POST " + START, 201, JSON, Golden.json("conversation.full"));

        HttpResponse<String> answer = post(START, Golden.json("start-conversation.full"), "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Location")).endsWith(CONVERSATION);
        assertThat(json(answer.body())).isEqualTo(Golden.tree("conversation.full"));
        Scripted.Asked asked = orchestrator.asked(START).get(0);
        assertThat(json(asked.body().toString())).isEqualTo(Golden.tree("start-conversation.full"));
        assertThat(asked.headers().get("X-Parley-Edge")).isEqualTo("gateway:" + Behind.SECRET);
        assertThat(Said.ofCaller(asked.headers()).getString("tenant")).isEqualTo("local");
        assertThat(Said.ofCaller(asked.headers()).getString("aud")).isEqualTo("orchestrator");
        assertThat(asked.headers().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void a_start_without_a_body_is_refused_at_the_door() {
        HttpResponse<String> answer = post(START, "", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("malformed-body");
        assertThat(orchestrator.asked(START)).isEmpty();
    }

    @Test
    void a_chunked_body_of_nothing_is_refused_too() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(uri(START))
                .header("Content-Type", JSON)
                .timeout(java.time.Duration.ofSeconds(10))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])))
                .build();

        HttpResponse<String> answer = java.net.http.HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void people_join_in_edit_fork_and_take_away() {
        String waiting = Golden.json("message.minimal");
        orchestrator.on("POST " + CONVERSATION + "/messages", 202, JSON, waiting);
        orchestrator.on("PATCH " + CONVERSATION + "/messages/6.0", 200, JSON, Golden.json("message.full"));
        orchestrator.on("POST " + CONVERSATION + "/fork", 201, JSON, Golden.json("conversation.full"));
        orchestrator.on("DELETE " + CONVERSATION, 204, JSON, "");
        String words = Golden.json("add-message.full");

        HttpResponse<String> said =
                post(CONVERSATION + "/messages", words, "Content-Type", JSON, "Idempotency-Key", "k-1");
        HttpResponse<String> edited =
                send("PATCH", CONVERSATION + "/messages/6.0", BodyPublishers.ofString(words), "Content-Type", JSON);
        HttpResponse<String> forked =
                post(CONVERSATION + "/fork", Golden.json("fork-conversation.full"), "Content-Type", JSON);
        HttpResponse<String> gone = send("DELETE", CONVERSATION, BodyPublishers.noBody());

        assertThat(said.statusCode()).isEqualTo(202);
        assertThat(orchestrator
                        .asked(CONVERSATION + "/messages")
                        .get(0)
                        .headers()
                        .get("Idempotency-Key"))
                .isEqualTo("k-1");
        assertThat(json(edited.body())).isEqualTo(Golden.tree("message.full"));
        assertThat(forked.statusCode()).isEqualTo(201);
        assertThat(json(orchestrator.asked(CONVERSATION + "/fork").get(0).body().toString()))
                .isEqualTo(Golden.tree("fork-conversation.full"));
        assertThat(gone.statusCode()).isEqualTo(204);
    }

    @Test
    void going_on_without_a_body_asks_for_the_default() {
        orchestrator.on("POST " + CONVERSATION + "/continue", 200, JSON, Golden.json("conversation.full"));

        HttpResponse<String> answer = post(CONVERSATION + "/continue", "", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(orchestrator.asked(CONVERSATION + "/continue").get(0).body().toString())
                .isEqualTo("{}");
    }

    @Test
    void a_trace_that_a_client_began_goes_on() {
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.full"));
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        get(CONVERSATION, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(orchestrator.asked(CONVERSATION).get(0).headers().getAll("traceparent"))
                .singleElement()
                .asString()
                .startsWith("00-" + trace);
    }

    @Test
    void what_a_client_claims_to_be_is_not_believed() {
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.full"));

        get(
                CONVERSATION,
                "X-Parley-Caller",
                "{\"tenant\":\"other\",\"key\":\"k\",\"scopes\":[]}",
                "X-Parley-Edge",
                "x:y");

        Scripted.Asked asked = orchestrator.asked(CONVERSATION).get(0);
        assertThat(asked.headers().getAll("X-Parley-Edge")).containsExactly("gateway:" + Behind.SECRET);
        assertThat(Said.ofCaller(asked.headers()).getString("tenant")).isEqualTo("local");
    }

    @Test
    void an_idempotency_key_is_passed_on_and_a_broken_connection_is_tried_again() {
        AtomicInteger tries = new AtomicInteger();
        orchestrator.on("POST " + START, (asked, response) -> {
            if (tries.incrementAndGet() == 1) {
                response.reset();
            } else {
                created(response);
            }
        });

        HttpResponse<String> answer =
                post(START, Golden.json("start-conversation.full"), "Content-Type", JSON, "Idempotency-Key", "once-7");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(orchestrator.asked(START))
                .hasSize(2)
                .allSatisfy(asked ->
                        assertThat(asked.headers().get("Idempotency-Key")).isEqualTo("once-7"));
    }

    private static void created(HttpServerResponse response) {
        response.setStatusCode(201).putHeader("Content-Type", JSON).end(Golden.json("conversation.full"));
    }

    @Test
    void a_start_without_a_key_is_never_repeated() {
        orchestrator.on("POST " + START, (asked, response) -> response.reset());

        HttpResponse<String> answer = post(START, Golden.json("start-conversation.full"), "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(orchestrator.asked(START)).hasSize(1);
    }

    @Test
    void an_orchestrator_that_is_away_is_told_after_three_tries() {
        orchestrator.on("GET " + CONVERSATION, (asked, response) -> response.reset());

        HttpResponse<String> answer = get(CONVERSATION);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Content-Type")).startsWith(PROBLEM);
        assertThat(header(answer, "Retry-After")).isEqualTo("2");
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("service-unavailable");
        assertThat(orchestrator.asked(CONVERSATION)).hasSize(3);
    }

    @Test
    void a_problem_of_the_orchestrator_is_passed_on_unchanged() {
        String problem = Golden.json("problem.full").replace("}", ",\"later\":\"kept\"}");
        orchestrator.on("POST " + START, 422, PROBLEM, problem);

        HttpResponse<String> answer = post(START, Golden.json("start-conversation.full"), "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(header(answer, "Content-Type")).startsWith(PROBLEM);
        assertThat(answer.body()).isEqualTo(problem);
    }

    @Test
    void an_answer_that_is_no_problem_does_not_come_from_the_orchestrator() {
        orchestrator.on("GET " + CONVERSATION, 500, "text/html", "<h1>proxy</h1>");

        HttpResponse<String> answer = get(CONVERSATION);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("proxy");
    }

    @Test
    void a_value_of_the_wrong_type_is_named_and_nothing_is_started() {
        HttpResponse<String> answer =
                post(START, "{\"subject\":\"x\",\"machines\":[{},{\"port\":\"high\"}]}", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("malformed-body");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("machines[1].port");
        assertThat(orchestrator.asked(START)).isEmpty();
    }

    @Test
    void an_unknown_role_is_named_with_the_known_ones() {
        HttpResponse<String> answer =
                post(START, "{\"subject\":\"x\",\"machines\":[{\"role\":\"jester\"},{}]}", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("machines[0].role");
        assertThat(json(answer.body()).get("detail").asText())
                .contains("jester")
                .contains("generator");
        assertThat(orchestrator.asked(START)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'subject':42}           | subject",
                "{'num_rounds':'7'}       | num_rounds",
                "{'num_rounds':2.9}       | num_rounds",
                "{'num_rounds':''}        | num_rounds",
                "{'machines':[{'role':1}]} | machines[0].role"
            })
    void what_would_have_to_be_guessed_is_refused_and_nothing_is_started(String body, String field) {
        HttpResponse<String> answer = post(START, body.replace('\'', '"'), "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("malformed-body");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo(field);
        assertThat(orchestrator.asked(START)).isEmpty();
    }

    @Test
    void a_body_that_is_no_json_is_refused_with_its_place() {
        HttpResponse<String> answer = post(START, "{\"subject\":", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("malformed-body");
    }

    @Test
    void a_subject_of_10_mb_is_refused_whether_or_not_its_length_is_told() {
        byte[] body = ("{\"subject\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> told = send("POST", START, BodyPublishers.ofByteArray(body), "Content-Type", JSON);
        HttpResponse<String> untold = send(
                "POST",
                START,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Content-Type",
                JSON);

        for (HttpResponse<String> answer : java.util.List.of(told, untold)) {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(header(answer, "Content-Type")).startsWith(PROBLEM);
            assertThat(json(answer.body()).get("code").asText()).isEqualTo("body-too-large");
        }
        assertThat(orchestrator.asked(START)).isEmpty();
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        HttpResponse<String> answer = post(START, "subject=x", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("media-type-not-supported");
    }

    @Test
    void a_conversation_that_cannot_be_named_so_is_unknown() {
        HttpResponse<String> answer = get("/api/conversations/no-such-thing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).startsWith(PROBLEM);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("conversation-unknown");
    }

    @Test
    void own_paths_and_methods_that_are_not_there_are_told_as_problems() {
        HttpResponse<String> path = get(CONVERSATION + "/nowhere");
        HttpResponse<String> method = send("DELETE", CONVERSATION + "/history", BodyPublishers.noBody());

        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(json(path.body()).get("code").asText()).isEqualTo("not-found");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(json(method.body()).get("code").asText()).isEqualTo("method-not-allowed");
    }

    @Test
    void reading_passes_parameters_on_and_records_back() {
        orchestrator.on("GET /api/conversations", 200, JSON, Golden.json("conversation-page.full"));
        orchestrator.on("GET " + CONVERSATION + "/history", 200, JSON, Golden.json("history.full"));
        orchestrator.on("GET " + CONVERSATION + "/ideas", 200, JSON, Golden.json("conversation-ideas.full"));

        HttpResponse<String> page = get("/api/conversations?limit=2&status=active&cursor=abc");
        HttpResponse<String> history = get(CONVERSATION + "/history?limit=3&cursor=def");
        HttpResponse<String> ideas = get(CONVERSATION + "/ideas");

        assertThat(json(page.body())).isEqualTo(Golden.tree("conversation-page.full"));
        assertThat(json(history.body())).isEqualTo(Golden.tree("history.full"));
        assertThat(json(ideas.body())).isEqualTo(Golden.tree("conversation-ideas.full"));
        assertThat(orchestrator.asked("/api/conversations").get(0).uri())
                .contains("limit=2")
                .contains("status=active")
                .contains("cursor=abc");
        assertThat(orchestrator.asked(CONVERSATION + "/history").get(0).uri()).endsWith("?limit=3&cursor=def");
    }

    /** As browsers send it. */
    @Test
    void control_needs_no_body_and_no_type_of_one() {
        for (String what : java.util.List.of("pause", "resume", "stop", "continue")) {
            orchestrator.on("POST " + CONVERSATION + "/" + what, 200, JSON, Golden.json("conversation.full"));

            HttpResponse<String> answer = send("POST", CONVERSATION + "/" + what, BodyPublishers.noBody());

            assertThat(answer.statusCode()).as(what).isEqualTo(200);
        }
    }

    @Test
    void control_is_passed_on() {
        for (String what : java.util.List.of("pause", "resume", "stop", "continue")) {
            orchestrator.on("POST " + CONVERSATION + "/" + what, 200, JSON, Golden.json("conversation.full"));

            HttpResponse<String> answer = post(CONVERSATION + "/" + what, "{\"rounds\":2}", "Content-Type", JSON);

            assertThat(answer.statusCode()).as(what).isEqualTo(200);
            assertThat(json(answer.body())).isEqualTo(Golden.tree("conversation.full"));
        }
        assertThat(json(orchestrator
                                .asked(CONVERSATION + "/continue")
                                .get(0)
                                .body()
                                .toString())
                        .get("rounds")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_round_is_waited_for_or_only_begun() {
        orchestrator.on("POST " + CONVERSATION + "/round", (asked, response) -> {
            boolean async = "respond-async".equals(asked.headers().get("Prefer"));
            response.setStatusCode(async ? 202 : 200)
                    .putHeader("Content-Type", JSON)
                    .end(Golden.json(async ? "conversation.full" : "round.full"));
        });

        HttpResponse<String> waited = post(CONVERSATION + "/round", "");
        HttpResponse<String> begun = post(CONVERSATION + "/round", "", "Prefer", "wait=1, respond-async");

        assertThat(waited.statusCode()).isEqualTo(200);
        assertThat(json(waited.body())).isEqualTo(Golden.tree("round.full"));
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(header(begun, "Preference-Applied")).isEqualTo("respond-async");
    }

    @Test
    void callers_who_wait_for_rounds_keep_nobody_from_steering() {
        orchestrator.on("POST " + CONVERSATION + "/round", (asked, response) -> {});
        orchestrator.on("POST " + CONVERSATION + "/pause", 200, JSON, Golden.json("conversation.full"));
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < Behind.MAX_ROUNDS; i++) {
            waiting.add(http.sendAsync(
                    request("POST", CONVERSATION + "/round", BodyPublishers.noBody()), BodyHandlers.ofString()));
        }
        await().until(() -> orchestrator.open() == Behind.MAX_ROUNDS);

        HttpResponse<String> paused = post(CONVERSATION + "/pause", "");
        HttpResponse<String> oneMore = post(CONVERSATION + "/round", "");
        waiting.forEach(round -> round.cancel(true));
        await().until(() -> orchestrator.open() == 0);

        assertThat(paused.statusCode()).isEqualTo(200);
        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(json(oneMore.body()).get("code").asText()).isEqualTo("too-many-streams");
    }

    @Test
    void a_caller_who_leaves_a_round_is_not_waited_for() throws Exception {
        orchestrator.on("POST " + CONVERSATION + "/round", (asked, response) -> {});
        CompletableFuture<HttpResponse<String>> round = http.sendAsync(
                request("POST", CONVERSATION + "/round", BodyPublishers.noBody()), BodyHandlers.ofString());
        await().until(() -> orchestrator.open() == 1);

        round.cancel(true);

        await().atMost(5, TimeUnit.SECONDS).until(() -> orchestrator.open() == 0);
    }
}
