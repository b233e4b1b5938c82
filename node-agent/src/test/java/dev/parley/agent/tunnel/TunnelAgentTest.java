package dev.parley.agent.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.Offer;
import dev.parley.agent.ollama.OllamaNode;
import dev.parley.agent.setup.AgentSetup;
import dev.parley.agent.setup.AgentWords;
import dev.parley.agent.setup.FirstStart;
import dev.parley.protocol.tunnel.TunnelModel;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelAgentTest {

    @RegisterExtension
    static final SimulatedNodeExtension node = SimulatedNodeExtension.extension()
            .instant()
            .models("llama3.2", "other")
            .build();

    private static final String CHAT =
            "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private static final Announced OFFER =
            new Announced(List.of(new TunnelModel("llama3.2:latest", null)), List.of(), false);

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ScriptedServer server = new ScriptedServer();
    private final ExecutorService network = Executors.newFixedThreadPool(3);
    private final Loop loop =
            new Loop(fault -> terminal.writeBytes(("FAULT " + fault).getBytes(StandardCharsets.UTF_8)));
    private TunnelAgent agent;

    private TunnelAgent join(boolean streams, int capacity) throws Exception {
        AgentLog log = new AgentLog(
                temporary.resolve("client.log"),
                new PrintStream(terminal, true, StandardCharsets.UTF_8),
                true,
                Clock.systemUTC());
        agent = new TunnelAgent(
                new Dialling(HttpClient.newBuilder().executor(network).build(), server.uri()),
                new AgentSetup(
                                AgentWords.of(
                                        "--force-token", "pk_secret_of_ours", "--config-dir", temporary.toString()),
                                Map.of())
                        .settings(new FirstStart(new BufferedReader(new StringReader("")), System.out, null), false)
                        .token(),
                new Surroundings(
                        loop,
                        new OllamaNode(node.url(), network),
                        new Offer("llama3.2")::has,
                        streams,
                        new Held(),
                        log,
                        System::nanoTime),
                new Identity("parley/0.1.0", "box", capacity, streams),
                OFFER,
                new Random(7),
                false);
        return agent;
    }

    private void joined() throws Exception {
        join(true, 4);
        server.awaitHello();
    }

    /** A busy machine takes its time. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    @AfterEach
    void leave() {
        loop.close();
        network.shutdownNow();
        server.close();
        assertThat(said()).doesNotContain("FAULT").doesNotContain("pk_secret_of_ours");
    }

    private String said() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void it_says_who_it_is_with_the_token_in_the_header_alone() throws Exception {
        join(true, 4);

        JsonObject hello = server.awaitHello();

        assertThat(hello.getString("name")).isEqualTo("box");
        assertThat(hello.getInteger("capacity")).isEqualTo(4);
        assertThat(hello.getJsonArray("models").getJsonObject(0).getString("name"))
                .isEqualTo("llama3.2:latest");
        assertThat(server.authorizations()).containsExactly("Bearer pk_secret_of_ours");
    }

    @Test
    void an_answer_comes_back_record_by_record() throws Exception {
        joined();

        server.ask(1, "/api/chat", CHAT);

        server.awaitFrame("end", 1);
        JsonObject head = server.awaitFrame("response", 1);
        assertThat(head.getInteger("status")).isEqualTo(200);
        assertThat(head.getJsonObject("headers").getString("content-type")).isEqualTo("application/x-ndjson");
        assertThat(server.text(1).lines().count()).isGreaterThan(3);
        assertThat(server.text(1)).endsWith("}\n").contains("\"done\":true");
    }

    @Test
    void a_look_at_ollama_needs_no_body() throws Exception {
        joined();

        server.ask(1, "/api/tags", "");

        server.awaitFrame("end", 1);
        assertThat(server.text(1)).startsWith("{\"models\":[");
    }

    @Test
    void where_answers_are_collected_the_head_comes_when_all_is_there() throws Exception {
        join(false, 4);
        server.awaitHello();

        server.ask(1, "/api/chat", CHAT);

        server.awaitFrame("end", 1);
        assertThat(server.text(1)).endsWith("}\n").contains("\"done\":true");
    }

    @Test
    void ten_megabytes_go_in_and_come_out() throws Exception {
        joined();
        node.node().script("y".repeat(10_000_000));
        byte[] picture = "z".repeat(16_000).getBytes(StandardCharsets.UTF_8);

        server.begin(1, "POST", "/api/chat");
        server.send(1, "{\"model\":\"llama3.2\",\"stream\":false,\"padding\":\"".getBytes(StandardCharsets.UTF_8));
        sendWithCredit(1, picture, 10_000_000 / picture.length);
        server.send(1, "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}".getBytes(StandardCharsets.UTF_8));
        server.end(1);

        server.awaitFrame("end", 1);
        assertThat(server.body(1)).hasSizeGreaterThan(10_000_000);
    }

    /** As a gateway does it: never more than it has credit for. */
    private void sendWithCredit(long id, byte[] piece, int times) {
        long sent = 100;
        for (int each = 0; each < times; each++) {
            long next = sent + piece.length;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> next - server.given(id) <= ScriptedServer.CREDIT - 200);
            server.send(id, piece);
            sent = next;
        }
    }

    @Test
    void a_reader_without_credit_holds_up_its_own_answer_and_no_other() throws Exception {
        node.node().script("y".repeat(500_000), "short");
        server.givesNoCredit();
        joined();

        server.ask(1, "/api/generate", "{\"model\":\"llama3.2\",\"prompt\":\"long\",\"stream\":false}");
        await().until(() -> server.body(1).length == ScriptedServer.CREDIT);
        server.ask(2, "/api/generate", "{\"model\":\"llama3.2\",\"prompt\":\"short\",\"stream\":false}");

        server.awaitFrame("end", 2);
        assertThat(server.body(1)).hasSize(ScriptedServer.CREDIT);
        server.say(ScriptedServer.credit(1, 1_000_000));
        server.awaitFrame("end", 1);
        assertThat(server.body(1)).hasSizeGreaterThan(500_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F02", "F06;after=2"})
    void a_cancel_closes_ollamas_connection(String silence) throws Exception {
        joined();
        node.node().fault(silence);

        server.ask(1, "/api/chat", CHAT);
        await().until(() -> node.node().requests("/api/chat").size() == 1);
        server.cancel(1);

        await().until(() -> node.node().requests("/api/chat").get(0).outcome() == Outcome.CANCELLED);
        server.ask(2, "/api/version", "");
        server.awaitFrame("end", 2);
        assertThat(server.frames()).noneMatch(each -> each.getString("type").equals("error"));
    }

    @Test
    void what_pulls_or_deletes_is_not_for_the_tunnel() throws Exception {
        joined();

        server.ask(1, "/api/pull", "{\"model\":\"llama3.2\"}");
        server.ask(2, "/api/../api/delete", "{}");
        server.ask(3, "/api/chat", "");

        assertThat(server.awaitFrame("error", 1).getString("code")).isEqualTo("path_not_allowed");
        assertThat(server.awaitFrame("error", 2).getString("code")).isEqualTo("path_not_allowed");
        assertThat(server.awaitFrame("error", 3).getString("code")).isEqualTo("path_not_allowed");
        assertThat(node.node().requests()).isEmpty();
    }

    @Test
    void a_model_that_is_not_lent_is_not_asked() throws Exception {
        joined();

        server.ask(1, "/api/chat", CHAT.replace("llama3.2", "other"));

        assertThat(server.awaitFrame("response", 1).getInteger("status")).isEqualTo(404);
        server.awaitFrame("end", 1);
        assertThat(server.text(1)).isEqualTo("{\"error\":\"model 'other' not found\"}");
        assertThat(node.node().requests("/api/chat")).isEmpty();
    }

    @Test
    void more_than_its_capacity_is_told_that_the_node_is_busy() throws Exception {
        join(true, 1);
        server.awaitHello();
        node.node().fault("F02");

        server.ask(1, "/api/chat", CHAT);
        server.ask(2, "/api/chat", CHAT);

        assertThat(server.awaitFrame("response", 2).getInteger("status")).isEqualTo(503);
    }

    @Test
    void an_ollama_that_is_away_is_said_to_be() throws Exception {
        joined();
        node.node().kill();

        server.ask(1, "/api/chat", CHAT);

        assertThat(server.awaitFrame("error", 1).getString("code")).isEqualTo("node_unreachable");
        assertThat(said()).contains("is it running (ollama serve)");
        node.node().restart();
    }

    @Test
    void an_answer_that_breaks_off_ends_with_an_error() throws Exception {
        joined();
        node.node().fault("F08;after=2");

        server.ask(1, "/api/chat", CHAT);

        assertThat(server.awaitFrame("error", 1).getString("code")).isEqualTo("node_broke");
        assertThat(server.text(1).lines().count()).isGreaterThan(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"surprise\"}",
                "no json at all",
                "null",
                "{\"type\":\"end\",\"messageId\":77}",
                "{\"type\":\"credit\",\"messageId\":-5,\"bytes\":1}",
                "{\"type\":\"state\",\"models\":[],\"warm\":[],\"capacity\":1,\"paused\":false}",
                "{\"type\":\"request\",\"messageId\":1}",
                "{\"type\":\"request\",\"messageId\":1,\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"accept\":null}}",
                "{\"type\":\"request\",\"messageId\":0,\"method\":\"GET\",\"path\":\"/api/tags\",\"headers\":{}}"
            })
    void what_is_not_in_the_contract_ends_the_connection_with_a_line_in_the_log(String frame) throws Exception {
        joined();

        server.say(frame);

        await().until(() -> said().contains("does not keep to the contract"));
        assertThat(said()).contains("Trying again in");
        await().until(() -> !server.closings().isEmpty());
        assertThat(server.closings()).containsExactly("1008 frame_invalid");
    }

    @Test
    void more_than_the_credit_or_the_frame_ends_the_connection() throws Exception {
        joined();

        server.begin(1, "POST", "/api/chat");
        server.send(1, new byte[20_000]);

        await().until(() -> said().contains("it sent a frame of 20000 bytes"));
    }

    @Test
    void a_control_frame_without_end_is_not_collected() throws Exception {
        joined();

        server.say("{\"type\":\"" + "x".repeat(200_000) + "\"}");

        await().until(() -> said().contains("a control frame of more than"));
    }

    @Test
    void a_welcome_that_would_make_it_hold_too_much_is_not_taken() throws Exception {
        server.welcomes(server.welcome().put("credit", 2_000_000_000));

        join(true, 4);

        await().until(() -> said().contains("its welcome says credit 2000000000"));
    }

    @Test
    void whoever_leaves_finishes_what_it_has() throws Exception {
        joined();
        node.node().set("tokens_per_second", 60);
        node.node().set("burst", false);
        server.ask(1, "/api/chat", CHAT);
        server.awaitFrame("response", 1);

        loop.execute(agent::leave);
        server.awaitFrame("goodbye", 0);
        server.ask(2, "/api/chat", CHAT);

        assertThat(server.awaitFrame("error", 2).getString("code")).isEqualTo("draining");
        assertThat(agent.end().get(30, TimeUnit.SECONDS)).isTrue();
        server.awaitFrame("end", 1);
        assertThat(server.text(1)).contains("\"done\":true");
    }

    @Test
    void a_pause_is_announced_and_kept_over_connections() throws Exception {
        joined();
        server.ask(1, "/api/version", "");
        server.awaitFrame("end", 1);

        loop.execute(() -> agent.announce(new Announced(OFFER.models(), List.of("llama3.2:latest"), true)));

        JsonObject state = server.awaitFrame("state", 0);
        assertThat(state.getBoolean("paused")).isTrue();
        assertThat(state.getJsonArray("warm")).containsExactly("llama3.2:latest");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_token_that_is_not_good_ends_it_with_a_sentence(int status) throws Exception {
        server.answers(status);

        join(true, 4);

        assertThat(agent.end().get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(said()).contains("(" + status + ")").contains("--force-token");
    }

    @Test
    void a_server_that_is_away_is_tried_again_after_about_five_seconds() throws Exception {
        server.answers(500);

        join(true, 4);

        await().until(() -> said().contains("Trying again in"));
        assertThat(said()).containsPattern("answered with status 500 .*Trying again in [456] s");
        assertThat(agent.end()).isNotDone();
    }

    @Test
    void a_refusal_is_told_with_what_to_do() throws Exception {
        server.welcomes(null);
        join(true, 4);
        server.awaitHello();

        server.say("{\"type\":\"refused\",\"code\":\"model_not_allowed\",\"message\":\"not llama3.2\"}");
        server.hangUp();

        await().until(() -> said().contains("--force-model"));
        assertThat(said()).contains("not llama3.2 [model_not_allowed]").containsPattern("again in [56]\\d s");
    }

    @Test
    void test_answers_go_out_as_message_minus_one() throws Exception {
        joined();
        server.ask(1, "/api/version", "");
        server.awaitFrame("end", 1);

        loop.execute(() -> {
            OwnTest test = agent.test();
            test.head(200, Map.of("content-type", "application/x-ndjson"));
            test.piece(List.of(java.nio.ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))));
            test.end();
        });

        server.awaitFrame("end", -1);
        assertThat(server.text(-1)).isEqualTo("hello");
    }
}
