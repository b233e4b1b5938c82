package dev.parley.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.localstack.fake.FakeOllama;
import dev.parley.localstack.fake.FakeRepository;
import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.folder.StackLock;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.process.ProcessTable;
import dev.parley.localstack.state.PortChoice;
import dev.parley.localstack.state.Secrets;
import dev.parley.localstack.state.StackMemory;
import dev.parley.protocol.stack.StackStatus;
import dev.parley.testkit.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real PostgreSQL and Redis, services that only listen. One stack for all tests: making a database takes seconds. */
class StackLifecycleTest {

    /** Not the usual one, which is for people. */
    private static final int GATEWAY_PORT = FreePort.next();

    @TempDir
    private static Path temporary;

    private static StackFolder folder;
    private static Path repository;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private StackStatus before;

    @BeforeAll
    static void make() throws IOException {
        folder = StackFolder.at(temporary.resolve("a stack"));
        repository = FakeRepository.in(temporary.resolve("repository"));
    }

    @BeforeEach
    void bringUp() {
        before = up(new Wishes(List.of(), 1, GATEWAY_PORT, null));
        said.clear();
    }

    @AfterAll
    static void takeDown() {
        stack(Map.of(), line -> {}).down();
    }

    @Test
    void everything_is_ready_and_on_loopback() {
        assertThat(before.services())
                .extracting(StackStatus.Service::name)
                .containsExactlyInAnyOrder("gateway", "router", "orchestrator", "ideas");
        assertThat(before.services()).allMatch(StackStatus.Service::ready);
        assertThat(before.nodes()).singleElement().satisfies(node -> {
            assertThat(node.simulated()).isTrue();
            assertThat(node.state()).isEqualTo("ready");
        });
        assertThat(folder.status()).exists();
    }

    @Test
    void up_on_a_complete_stack_starts_nothing() {
        StackStatus after = up(Wishes.NONE);

        assertThat(after).isEqualTo(before);
        assertThat(said).isEmpty();
    }

    @Test
    void what_was_killed_is_reported_and_started_on_the_same_port() {
        kill(service("router").pid());
        kill(before.postgres().pid());
        kill(before.redis().pid());

        StackStatus after = up(Wishes.NONE);

        assertThat(after.gateway()).isEqualTo(before.gateway());
        assertThat(after.postgres().url()).isEqualTo(before.postgres().url());
        assertThat(after.postgres().pid()).isNotEqualTo(before.postgres().pid());
        assertThat(after.redis().url()).isEqualTo(before.redis().url());
        assertThat(urls(after)).isEqualTo(urls(before));
        assertThat(said).anyMatch(line -> line.contains("router had ended by itself") && line.contains("listening on"));
    }

    @Test
    void data_survives_going_down_and_up() throws SQLException {
        query("create table if not exists kept (word text)");
        query("insert into kept values ('still here')");
        stack(Map.of(), said::add).down();

        before = up(Wishes.NONE);

        assertThat(query("select word from kept limit 1")).isEqualTo("still here");
        query("drop table kept");
    }

    @Test
    void nobody_gets_into_the_database_without_the_password() {
        for (String user : List.of("parley", "postgres")) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            "jdbc:" + before.postgres().url(), user, "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void down_leaves_no_process_behind_whatever_was_killed_before() {
        kill(before.postgres().pid());
        kill(service("gateway").pid());

        stack(Map.of(), said::add).down();

        assertThat(processes()).isEmpty();
        assertThat(folder.status()).doesNotExist();
    }

    @Test
    void down_finds_processes_that_nobody_remembers() throws IOException {
        Files.delete(folder.state());

        stack(Map.of(), said::add).down();

        assertThat(processes()).isEmpty();
    }

    @Test
    void a_lock_file_of_postgres_that_names_somebody_else_is_no_obstacle() throws IOException {
        kill(before.postgres().pid());
        Path pidFile = folder.postgres().resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        StackStatus after = up(Wishes.NONE);

        assertThat(Stack.isWhole(after)).isTrue();
    }

    @Test
    void other_nodes_restart_the_router_and_retire_the_simulated_ones() {
        StackStatus after = up(new Wishes(List.of("http://127.0.0.1:1"), null, null, null));

        assertThat(after.nodes()).singleElement().satisfies(node -> {
            assertThat(node.url()).isEqualTo("http://127.0.0.1:1");
            assertThat(node.simulated()).isFalse();
        });
        assertThat(pid(after, "router")).isNotEqualTo(pid(before, "router"));
        assertThat(pid(after, "gateway")).isEqualTo(pid(before, "gateway"));
        assertThat(said).contains("  nodes change from 1 simulated to http://127.0.0.1:1");
        assertThat(ProcessHandle.of(before.nodes().get(0).pid())).isEmpty();
    }

    @Test
    void real_nodes_and_simulated_ones_serve_side_by_side() {
        StackStatus after = up(new Wishes(List.of("http://127.0.0.1:1"), 1, null, null));

        assertThat(after.nodes())
                .extracting(StackStatus.Node::name, StackStatus.Node::simulated)
                .containsExactly(tuple("node-1", false), tuple("simulated-1", true));
        assertThat(after.nodes().get(1).pid()).isEqualTo(before.nodes().get(0).pid());
        assertThat(said).contains("  nodes change from 1 simulated to http://127.0.0.1:1, 1 simulated");
    }

    @Test
    void nodes_that_nobody_wished_for_are_looked_for_anew_when_the_stack_begins() throws IOException {
        stack(Map.of(), said::add).down();
        StackMemory.of(folder, new PortChoice(new Random())).choose(new NodeChoice.Simulated(1));

        try (FakeOllama ollama = new FakeOllama()) {
            assertThat(prepared(Wishes.NONE, ollama)).containsExactly(ollama.url());
            ollama.close();
            assertThat(prepared(Wishes.NONE, ollama)).isNotEmpty().doesNotContain(ollama.url());
        }
    }

    @Test
    void nodes_that_were_wished_for_or_run_stay() throws IOException {
        try (FakeOllama ollama = new FakeOllama()) {
            StackMemory.of(folder, new PortChoice(new Random())).choose(new NodeChoice.Simulated(1));
            assertThat(prepared(Wishes.NONE, ollama)).doesNotContain(ollama.url());

            prepared(new Wishes(List.of(), 1, null, null), ollama);
            stack(Map.of(), said::add).down();

            assertThat(prepared(Wishes.NONE, ollama)).doesNotContain(ollama.url());
        }
    }

    @Test
    void a_stack_that_wants_keys_tells_the_first_one_once_and_goes_on_wanting_them() throws IOException {
        StackStatus guarded = up(new Wishes(List.of(), null, null, true));
        String key = Files.readString(folder.adminKey()).strip();
        assertThat(said).filteredOn(line -> line.contains(key)).hasSize(1);
        assertThat(guarded.key()).isEqualTo(key);
        assertThat(pid(guarded, "gateway")).isNotEqualTo(pid(before, "gateway"));
        said.clear();

        StackStatus again = up(Wishes.NONE);
        StackStatus open = up(new Wishes(List.of(), null, null, false));

        assertThat(again).isEqualTo(guarded);
        assertThat(said).noneMatch(line -> line.contains(key));
        assertThat(open.key()).isNull();
        assertThat(logs()).noneMatch(log -> log.contains(key));
    }

    @Test
    void a_newly_built_service_is_started_anew() throws IOException {
        FakeRepository.in(repository);

        StackStatus after = up(Wishes.NONE);

        assertThat(pid(after, "ideas")).isNotEqualTo(pid(before, "ideas"));
        assertThat(after.postgres().pid()).isEqualTo(before.postgres().pid());
    }

    @Test
    void a_service_that_ends_at_the_start_is_reported_with_its_last_words() {
        kill(service("ideas").pid());
        Ascent ascent = stack(Map.of("FAKE_ENDS", "ideas"), said::add).prepare(Wishes.NONE);

        assertThatThrownBy(ascent::go)
                .isInstanceOf(PartFailed.class)
                .hasMessageStartingWith("ideas ended while starting. It said last:")
                .hasMessageContaining("the reason why it ended");
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_given_up() throws IOException {
        stack(Map.of(), said::add).down();
        int router = port(service("router").url());
        try (ServerSocket somebody = new ServerSocket(router, 1, InetAddress.getLoopbackAddress())) {
            StackStatus after = up(Wishes.NONE);

            assertThat(urls(after).get("router")).isNotEqualTo("http://127.0.0.1:" + somebody.getLocalPort());
            assertThat(said).anyMatch(line -> line.contains("port " + router + " belongs to another program now"));
        }
    }

    @Test
    void a_port_that_is_taken_at_the_last_moment_is_given_up_too() throws IOException {
        stack(Map.of(), said::add).down();
        Ascent ascent = stack(Map.of(), said::add).prepare(Wishes.NONE);
        try (ServerSocket somebody =
                new ServerSocket(port(service("ideas").url()), 1, InetAddress.getLoopbackAddress())) {
            StackStatus after = ascent.go();

            assertThat(Stack.isWhole(after)).isTrue();
            assertThat(port(urls(after).get("ideas"))).isNotEqualTo(somebody.getLocalPort());
        }
    }

    @Test
    void a_wished_for_port_that_is_taken_is_refused() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Wishes wishes = new Wishes(List.of(), null, somebody.getLocalPort(), null);

            assertThatThrownBy(() -> stack(Map.of(), said::add).prepare(wishes))
                    .hasMessage("port %d is taken by another program: choose another with --port."
                            .formatted(somebody.getLocalPort()));
        }
    }

    @Test
    void only_what_it_started_is_taken_back() {
        kill(service("ideas").pid());
        Ascent ascent = stack(Map.of(), said::add).prepare(Wishes.NONE);
        ascent.go();

        ascent.takeBack();

        StackStatus after = stack(Map.of(), said::add).status();
        assertThat(after.services())
                .filteredOn(service -> !service.ready())
                .extracting(StackStatus.Service::name)
                .containsExactly("ideas");
    }

    @Test
    void a_watcher_tells_each_death_once_and_notices_that_the_stack_is_down() throws Exception {
        Watch watch = stack(Map.of(), said::add).watch();
        assertThat(watch.look()).isEmpty();

        kill(service("orchestrator").pid());

        assertThat(watch.look()).singleElement().asString().contains("orchestrator had ended by itself");
        assertThat(watch.look()).isEmpty();
        assertThat(watch.isDown()).isFalse();
        stack(Map.of(), said::add).down();
        assertThat(watch.isDown()).isTrue();
    }

    @Test
    void a_watcher_says_nothing_while_somebody_changes_the_stack() throws Exception {
        Watch watch = stack(Map.of(), said::add).watch();
        kill(service("orchestrator").pid());

        try (StackLock somebody = StackLock.take(folder, Duration.ZERO).orElseThrow()) {
            assertThat(somebody.isHeld()).isTrue();
            assertThat(watch.look()).isEmpty();
        }

        assertThat(watch.look()).hasSize(1);
    }

    private StackStatus up(Wishes wishes) {
        return stack(Map.of(), said::add).prepare(wishes).go();
    }

    /** The nodes' addresses after a search that this Ollama would answer. */
    private List<String> prepared(Wishes wishes, FakeOllama ollama) {
        Stack stack = stack(Map.of("OLLAMA_HOST", ollama.url()), said::add);
        stack.prepare(wishes);
        return stack.status().nodes().stream().map(StackStatus.Node::url).toList();
    }

    private static Stack stack(Map<String, String> more, java.util.function.Consumer<String> say) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        return new Stack(folder, repository, environment, new PortChoice(new Random()), say);
    }

    private StackStatus.Service service(String name) {
        return before.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long pid(StackStatus status, String name) {
        return status.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static Map<String, String> urls(StackStatus status) {
        Map<String, String> urls = new HashMap<>();
        status.services().forEach(service -> urls.put(service.name(), service.url()));
        return urls;
    }

    private static int port(String url) {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    private static List<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder.logs())) {
            return files.map(file -> new LogFile(file).tail(1_000).toString()).toList();
        }
    }

    private static List<ProcessHandle> processes() {
        return ProcessTable.all(process -> Mark.isOf(folder, process));
    }

    private String query(String sql) throws SQLException {
        String url = "jdbc:" + before.postgres().url();
        try (Connection connection = DriverManager.getConnection(
                        url, "parley", Secrets.of(folder).database());
                java.sql.Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
