package dev.parley.acceptance;

import static dev.parley.acceptance.stack.Gateway.agent;
import static dev.parley.acceptance.stack.Gateway.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Browser;
import dev.parley.acceptance.stack.Command;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SecondReplica;
import dev.parley.acceptance.stack.Stack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A stack that asks for keys: nobody uninvited, nobody at another's table, nobody beyond a limit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentityTest {

    private static final Duration COMMAND = Duration.ofSeconds(120);
    private static final List<Map<String, Object>> TWO = List.of(agent("generator", "auto"), agent("critic", "auto"));
    private static final Map<String, Object> QUESTION = Map.of(
            "model",
            "auto",
            "stream",
            false,
            "options",
            Map.of("num_predict", 4),
            "messages",
            List.of(Map.of("role", "user", "content", "Hello")));

    private static Stack stack;
    private static String adminKey;
    private static final List<String> KEYS = new ArrayList<>();

    @BeforeAll
    static void a_stack_with_keys() {
        stack = Stack.prepare();
        stack.up("--auth", "--simulated", "2");
        adminKey = stack.status().path("key").asText();
        KEYS.add(adminKey);
    }

    @AfterAll
    static void end() {
        stack.close();
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
        try (Command talk = stack.run("talk", "How can trains be on time?", "--rounds", "1", "--pause", "0")) {
            assertThat(talk.exitCode(COMMAND)).as(talk::errors).isZero();
        }
    }

    @Test
    void what_one_tenant_has_does_not_exist_for_another() {
        Gateway ours = stack.gateway().as(create("ours", "--tenant", "north", "--scope", "conversations"));
        Gateway theirs = stack.gateway().as(create("theirs", "--tenant", "south", "--scope", "conversations"));
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
    void a_key_opens_only_what_its_scopes_say() {
        Gateway reader = stack.gateway().as(create("reader", "--scope", "inference"));

        assertThat(reader.post("/api/chat", QUESTION).statusCode()).isEqualTo(200);
        assertThat(reader.post("/api/conversations/start", conversation("Trains", 1, TWO))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.get("/api/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void a_revoked_key_opens_nothing_at_any_replica_within_two_seconds() {
        try (SecondReplica second = SecondReplica.of(stack, "gateway")) {
            String key = create("brief", "--scope", "inference");
            Gateway here = stack.gateway().as(key);
            Gateway there = second.gateway().as(key);
            assertThat(here.post("/api/chat", QUESTION).statusCode()).isEqualTo(200);
            assertThat(there.post("/api/chat", QUESTION).statusCode()).isEqualTo(200);

            assertThat(stack.gateway()
                            .as(adminKey)
                            .delete("/api/keys/" + idOf(key))
                            .statusCode())
                    .isEqualTo(204);

            Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
                assertThat(here.post("/api/chat", QUESTION).statusCode()).isEqualTo(401);
                assertThat(there.post("/api/chat", QUESTION).statusCode()).isEqualTo(401);
            });
        }
    }

    @Test
    void many_clients_of_two_replicas_never_get_more_than_a_key_allows() {
        try (SecondReplica second = SecondReplica.of(stack, "gateway")) {
            String key = create("limited", "--scope", "inference", "--requests-per-minute", "100");
            List<Gateway> doors =
                    List.of(stack.gateway().as(key), second.gateway().as(key));
            ExecutorService clients = Executors.newFixedThreadPool(64);

            List<CompletableFuture<Integer>> calls = IntStream.range(0, 300)
                    .mapToObj(call -> CompletableFuture.supplyAsync(
                            () -> doors.get(call % 2)
                                    .post("/api/chat", QUESTION)
                                    .statusCode(),
                            clients))
                    .toList();
            List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();
            clients.shutdown();

            assertThat(statuses).containsOnly(200, 429);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSizeBetween(100, 101);
        }
    }

    @Test
    void the_page_signs_in_with_a_key_and_keeps_none() {
        try (Browser browser = Browser.open(stack.data())) {
            browser.go(stack.gateway().base().resolve("/ui/"));
            browser.awaitText("This table asks for a key.");

            browser.type("input[type=password]", adminKey);
            browser.press("Sign in");

            browser.awaitText("Put a question to the table.");
            assertThat(browser.evaluate("JSON.stringify(localStorage) + document.cookie")
                            .asText())
                    .satisfies(IdentityTest::holdsNoKey)
                    .doesNotContain("parley_session");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void nothing_that_was_written_holds_a_key() throws IOException {
        List<String> metrics = Stream.of("gateway", "router", "orchestrator", "ideas")
                .map(service -> stack.management(service).get("/q/metrics").body())
                .toList();

        assertThat(KEYS).hasSizeGreaterThan(4);
        assertThat(metrics).allSatisfy(IdentityTest::holdsNoKey);
        try (Stream<Path> files = Files.walk(stack.data())) {
            List<Path> logs = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".log"))
                    .toList();
            assertThat(logs).hasSizeGreaterThan(5);
            for (Path log : logs) {
                assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                        .as(log.toString())
                        .satisfies(IdentityTest::holdsNoKey);
            }
        }
    }

    private static void holdsNoKey(String text) {
        assertThat(KEYS).noneMatch(key -> text.contains(key.substring("pk_".length() + 12)));
    }

    private static String create(String name, String... options) {
        List<String> line = new ArrayList<>(List.of("keys", "create", "--name", name, "--json"));
        line.addAll(List.of(options));
        try (Command create = stack.run(line.toArray(String[]::new))) {
            assertThat(create.exitCode(COMMAND)).as(create::errors).isZero();
            JsonNode created = Json.read(create.output());
            KEYS.add(created.path("key").asText());
            return created.path("key").asText();
        }
    }

    private static String idOf(String key) {
        return key.substring("pk_".length(), "pk_".length() + 12);
    }
}
