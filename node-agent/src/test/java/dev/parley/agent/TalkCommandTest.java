package dev.parley.agent;

import static dev.parley.agent.fake.Events.completed;
import static dev.parley.agent.fake.Events.fresh;
import static dev.parley.agent.fake.Events.repeated;
import static dev.parley.agent.fake.Events.retrying;
import static dev.parley.agent.fake.Events.round;
import static dev.parley.agent.fake.Events.snapshot;
import static dev.parley.agent.fake.Events.started;
import static dev.parley.agent.fake.Events.token;
import static dev.parley.agent.fake.Events.turn;
import static dev.parley.agent.fake.Events.turnDone;
import static dev.parley.agent.fake.Events.unheardOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.fake.Events;
import dev.parley.agent.fake.FakeGateway;
import dev.parley.agent.screen.Terminal;
import dev.parley.agent.stack.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalkCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Map<String, String> environment = Map.of();
    private Optional<Launcher> launcher = Optional.empty();
    private Optional<String> key = Optional.empty();
    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_conversation_is_told_from_its_subject_to_its_ideas() {
        gateway.sends(
                started(),
                round("2.0", 1),
                turn("3.0", 1, "generator", 1),
                token("3.6", 1, "Hello "),
                token("3.11", 1, "world"),
                turnDone("4.0", 1, 1, 0),
                fresh("4.1", 1, "Insulate roofs"),
                turn("5.0", 2, "critic", 1),
                token("5.3", 2, "No."),
                turnDone("6.0", 2, 0, 1),
                repeated("6.1", 2, "insulate ROOFS", "Insulate roofs"),
                completed("7.0", "rounds"));

        int code = talk("Energy");

        assertThat(code).isZero();
        assertThat(out).hasToString("""
                Energy
                conversation 6e2f7f3e-2b1c-4a52-9a52-0d3c4b5a6f70
                page: %1$s/ui/

                --- round 1 of 2 ---

                GENERATOR (maple:3b)
                Hello world
                [20 tokens in 0.5 s, 40.0 tokens/s, node-1; ideas: 1 new, 0 repeated]

                CRITIC (maple:3b)
                No.
                [20 tokens in 0.5 s, 40.0 tokens/s, node-1; ideas: 0 new, 1 repeated]

                Ideas: 1 new, 1 repeated
                   1. Insulate roofs (generator, round 1)
                   =  insulate ROOFS (critic, round 1) repeats: Insulate roofs

                Ended: all rounds are done.
                Rounds: 2, turns seen here: 2, tokens: 40, new ideas: 1.
                Go on with: ./parley talk --continue 6e2f7f3e-2b1c-4a52-9a52-0d3c4b5a6f70 --rounds 1 --gateway %1$s
                """.formatted(gateway.url()));
    }

    @Test
    void the_agents_are_those_that_were_named() {
        gateway.sends(completed("7.0", "rounds"));

        talk(
                "Energy",
                "--rounds",
                "2",
                "--pause",
                "0",
                "--language",
                "ro",
                "--agent",
                "model=a",
                "--agent",
                "model=b,role=critic");

        assertThat(gateway.requests())
                .contains(
                        "POST /api/conversations/start {\"subject\":\"Energy\",\"machines\":[{\"model\":\"a\"},"
                                + "{\"model\":\"b\",\"role\":\"critic\"}],\"num_rounds\":2,\"pause_seconds\":0,\"language\":\"ro\"}");
    }

    @Test
    void unnamed_agents_confer_on_the_models_that_complete() {
        gateway.sends(completed("7.0", "rounds"));

        talk("Energy");

        assertThat(gateway.requests())
                .anySatisfy(request -> assertThat(request)
                        .contains(
                                "{\"model\":\"maple:3b\",\"role\":\"generator\"},{\"model\":\"birch:7b\",\"role\":\"critic\"},"
                                        + "{\"model\":\"maple:3b\",\"role\":\"synth\"}"));
    }

    @Test
    void a_pool_that_does_not_tell_what_models_do_is_asked() {
        gateway.lists(Events.SILENT_TAGS)
                .shows("nomic", "{\"details\":{\"family\":\"nomic-bert\"}}")
                .shows("maple:3b", "{\"capabilities\":[\"completion\"]}")
                .shows("birch:7b", "{\"details\":{\"family\":\"llama\"}}")
                .sends(completed("7.0", "rounds"));

        talk("Energy");

        assertThat(gateway.requests())
                .anySatisfy(request -> assertThat(request)
                        .contains(
                                "{\"model\":\"maple:3b\",\"role\":\"generator\"},{\"model\":\"birch:7b\",\"role\":\"critic\"},"
                                        + "{\"model\":\"maple:3b\",\"role\":\"synth\"}"));
    }

    @Test
    void a_large_pool_is_asked_a_bounded_number_of_times() {
        String models =
                IntStream.range(0, 50).mapToObj("{\"name\":\"m%d\"}"::formatted).collect(Collectors.joining(","));
        gateway.lists("{\"models\":[" + models + "]}").sends(completed("7.0", "rounds"));

        talk("Energy");

        assertThat(gateway.requests().stream().filter(request -> request.contains("/api/show")))
                .hasSize(8);
    }

    @Test
    void a_broken_connection_is_resumed_where_it_broke() {
        gateway.breaksAfter(started(), turn("3.0", 1, "generator", 1), token("3.6", 1, "Hello "));
        gateway.sends(token("3.6", 1, "Hello "), snapshot("3.11", 1, "Hello world"), completed("7.0", "rounds"));

        int code = talk("Energy");

        assertThat(code).isZero();
        assertThat(gateway.requests()).anyMatch(request -> request.endsWith("/events after 3.6"));
        assertThat(out.toString()).containsOnlyOnce("Hello").containsOnlyOnce("world");
    }

    @Test
    void a_retry_says_what_is_void() {
        gateway.sends(
                started(),
                turn("3.0", 1, "critic", 1),
                token("3.4", 1, "Half"),
                retrying("4.0", 1),
                turn("5.0", 1, "critic", 2),
                completed("7.0", "rounds"));

        talk("Energy");

        assertThat(out.toString())
                .contains("Half\ncritic failed (node-silent): attempt 2, which may be silent for 240 s."
                        + " What it had said is void.\n")
                .contains("CRITIC (maple:3b, attempt 2)");
    }

    @Test
    void json_is_the_events_and_nothing_else() {
        List<String> events =
                List.of(started(), token("3.6", 1, "Hello"), unheardOf("5.0"), completed("7.0", "rounds"));
        gateway.sends(events.toArray(String[]::new));

        int code = talk("Energy", "--json");

        assertThat(code).isZero();
        assertThat(out.toString().lines()).containsExactlyElementsOf(events);
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void colours_are_for_terminals() {
        environment = Map.of("PARLEY_TERMINAL", "yes", "TERM", "xterm");
        gateway.sends(started(), turn("3.0", 1, "generator", 1), completed("7.0", "rounds"));

        talk("Energy");

        assertThat(out.toString()).contains("\u001B[1;36mGENERATOR\u001B[0m");
    }

    @Test
    void no_color_is_respected() {
        environment = Map.of("PARLEY_TERMINAL", "yes", "TERM", "xterm", "NO_COLOR", "1");
        gateway.sends(started(), turn("3.0", 1, "generator", 1), completed("7.0", "rounds"));

        talk("Energy");

        assertThat(out.toString()).contains("GENERATOR (maple:3b)").doesNotContain("\u001B[1;36m");
    }

    @Test
    void a_model_cannot_steer_the_terminal() {
        gateway.sends(
                started(), turn("3.0", 1, "generator", 1), token("3.9", 1, "\\u001b[2Jhi"), completed("7.0", "rounds"));

        talk("Energy");

        assertThat(out.toString()).contains("\nhi\n").doesNotContain("\u001B");
    }

    @ParameterizedTest
    @CsvSource({"rounds,0", "no_new_ideas,0", "text,0", "failed,1", "stopped,1", "limit,1"})
    void the_exit_code_tells_whether_it_ended_well(String reason, int expected) {
        gateway.sends(started(), completed("7.0", reason));

        assertThat(talk("Energy")).isEqualTo(expected);
    }

    @Test
    void a_refusal_is_one_sentence_with_the_field() {
        gateway.refuses(
                422,
                "{\"code\":\"invalid-field\",\"status\":422,\"field\":\"machines[0].max_tokens\","
                        + "\"detail\":\"0 (expected: 1 to 100000)\"}");

        int code = talk("Energy");

        assertThat(code).isEqualTo(1);
        assertThat(errors).hasToString("machines[0].max_tokens: 0 (expected: 1 to 100000) [invalid-field]\n");
    }

    @Test
    void going_on_tells_only_what_is_new() {
        gateway.sends(
                started(),
                completed("7.0", "rounds"),
                turn("8.0", 3, "generator", 1).replace("10:00:08", "10:06:00"),
                token("8.5", 3, "again").replace("10:00:08", "10:06:01"),
                completed("9.0", "rounds").replace("10:00:09", "10:06:02"));

        int code = talk("--continue", FakeGateway.ID, "--rounds", "3");

        assertThat(code).isZero();
        assertThat(gateway.requests())
                .contains("POST /api/conversations/" + FakeGateway.ID + "/continue {\"rounds\":3}");
        assertThat(out.toString()).contains("again").containsOnlyOnce("Ended:");
    }

    @Test
    void the_key_of_the_stack_is_sent_with_every_call(@TempDir Path data) {
        leaveWord(data, gateway.url());
        gateway.wants("pk_of_the_stack").sends(completed("7.0", "rounds"));

        int code = execute("talk", "--data", data.toString(), "Energy");

        assertThat(code).isZero();
        assertThat(out.toString() + errors).doesNotContain("pk_of");
    }

    @Test
    void a_key_that_the_user_says_goes_before_that_of_the_stack(@TempDir Path data) {
        leaveWord(data, gateway.url());
        key = Optional.of("pk_mine");
        gateway.wants("pk_mine").sends(completed("7.0", "rounds"));

        assertThat(execute("talk", "--data", data.toString(), "Energy")).isZero();
    }

    @Test
    void a_gateway_that_wants_a_key_is_told_of_with_what_to_do() {
        gateway.wants("pk_another");

        assertThat(talk("Energy")).isEqualTo(1);
        assertThat(errors)
                .hasToString(
                        "A key is needed here. [key-missing] Set PARLEY_KEY to a key, or name its stack with --data.\n");
    }

    @Test
    void a_limit_that_is_reached_says_when_to_try_again() {
        gateway.answersWith("Retry-After", "17")
                .refuses(429, "{\"code\":\"rate-limited\",\"status\":429,\"detail\":\"60 requests a minute\"}");

        assertThat(talk("Energy")).isEqualTo(1);
        assertThat(errors).hasToString("60 requests a minute [rate-limited] Try again in 17 s.\n");
    }

    @Test
    void a_stack_that_is_not_up_is_brought_up_first(@TempDir Path data) {
        gateway.sends(completed("7.0", "rounds"));
        launcher = Optional.of(folder -> leaveWord(folder, gateway.url()));

        int code = execute("talk", "--data", data.toString(), "Energy");

        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("SIMULATED NODES: every answer is INVENTED")
                .contains("Ended:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-unavailable", "store-unavailable"})
    void a_stack_that_lost_a_part_is_brought_up_again(String problem, @TempDir Path data) {
        leaveWord(data, gateway.url());
        gateway.refuses(503, "{\"code\":\"%s\",\"status\":503,\"detail\":\"away\"}".formatted(problem));
        AtomicInteger asked = new AtomicInteger();
        launcher = Optional.of(folder -> asked.incrementAndGet());

        int code = execute("talk", "--data", data.toString(), "Energy");

        assertThat(asked).hasValue(1);
        assertThat(code).isEqualTo(1);
    }

    @Test
    void a_stack_that_lost_its_router_is_brought_up_again(@TempDir Path data) {
        leaveWord(data, gateway.url());
        gateway.cannotReachTheRouter("service-unavailable").sends(completed("7.0", "rounds"));
        launcher = Optional.of(folder -> {
            gateway.cannotReachTheRouter("");
            return 0;
        });

        assertThat(execute("talk", "--data", data.toString(), "Energy")).isZero();
        assertThat(errors).hasToString("");
    }

    @Test
    void a_stack_that_runs_on_replaced_jars_is_brought_up_first(@TempDir Path data) {
        leaveWord(data, gateway.url());
        gateway.sends(completed("7.0", "rounds"));
        AtomicInteger asked = new AtomicInteger();
        launcher = Optional.of(new Launcher() {
            @Override
            public int bringUp(Path folder) {
                return asked.getAndIncrement();
            }

            @Override
            public boolean isNewerThan(Instant moment) {
                return true;
            }
        });

        assertThat(execute("talk", "--data", data.toString(), "Energy")).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_pool_that_is_busy_is_no_reason_to_bring_anything_up(@TempDir Path data) {
        leaveWord(data, gateway.url());
        gateway.cannotReachTheRouter("all-nodes-busy");
        launcher = Optional.of(folder -> 0);

        assertThat(execute("talk", "--data", data.toString(), "Energy")).isEqualTo(1);
        assertThat(errors).hasToString("the router cannot be reached [all-nodes-busy]\n");
    }

    @Test
    void a_stack_that_does_not_come_up_is_the_end_of_it(@TempDir Path data) {
        launcher = Optional.of(folder -> 130);

        assertThat(execute("talk", "--data", data.toString(), "Energy")).isEqualTo(130);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void without_a_launcher_it_says_what_is_missing(@TempDir Path data) {
        assertThat(execute("talk", "--data", data.toString(), "Energy")).isEqualTo(1);
        assertThat(errors).hasToString("No stack is up in " + data + ": ./parley up starts one.\n");
    }

    @Test
    void a_gateway_elsewhere_is_not_brought_up() {
        gateway.refuses(503, "{\"code\":\"service-unavailable\",\"status\":503,\"detail\":\"no orchestrator\"}");
        launcher = Optional.of(folder -> 0);

        assertThat(talk("Energy")).isEqualTo(1);
        assertThat(errors).hasToString("no orchestrator [service-unavailable]\n");
    }

    @Test
    void a_misunderstanding_brings_nothing_up(@TempDir Path data) {
        AtomicInteger asked = new AtomicInteger();
        launcher = Optional.of(folder -> asked.incrementAndGet());

        execute("talk", "--data", data.toString(), "Energy", "--agent", "role=boss");

        assertThat(asked).hasValue(0);
    }

    @Test
    void an_id_that_is_none_is_a_misunderstanding() {
        assertThat(talk("--continue", "yesterday")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--continue: yesterday (expected: the id of a conversation)\n");
    }

    @Test
    void a_rehearsal_goes_through_a_whole_conversation() {
        assertThat(execute("rehearse")).isZero();
        assertThat(out.toString() + errors).isEmpty();
    }

    @Test
    void nothing_to_talk_about_is_a_misunderstanding() {
        int code = talk();

        assertThat(code).isEqualTo(2);
        assertThat(errors).hasToString("""
                SUBJECT: nothing (expected: what to talk about, or --continue ID)
                See ./parley talk --help
                """);
    }

    private int talk(String... words) {
        List<String> all = new ArrayList<>(List.of("talk", "--gateway", gateway.url()));
        all.addAll(List.of(words));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... words) {
        TalkCommand talk = new TalkCommand(new Terminal(environment), key, launcher);
        return ParleyCommand.commandLine(talk, key, new PrintWriter(out, true), new PrintWriter(errors, true))
                .execute(words);
    }

    /** As a stack with simulated nodes does when it comes up. */
    private static int leaveWord(Path folder, String url) {
        long alive = ProcessHandle.current().pid();
        try {
            Files.writeString(folder.resolve("status.json"), """
                    {"gateway":"%1$s","key":"pk_of_the_stack","services":[],"postgres":{"url":"p","pid":%2$d},"redis":{"url":"r","pid":%2$d},
                     "nodes":[{"name":"n","url":"u","kind":"ollama","simulated":true,"pid":%2$d,"state":"ready"}]}
                    """.formatted(url, alive));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
