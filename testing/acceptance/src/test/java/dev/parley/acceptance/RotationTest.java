package dev.parley.acceptance;

import static dev.parley.acceptance.stack.Gateway.agent;
import static dev.parley.acceptance.stack.Gateway.conversation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.KeyedStack;
import dev.parley.acceptance.stack.OpenAnswer;
import dev.parley.acceptance.stack.SecondReplica;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two routers behind a gateway: one queue per model, and nobody notices when one of them goes. What clients notice of a
 * gateway that goes is their load balancer's business: here they use another one before it does.
 */
@ExtendWith(KeyedStack.Shared.class)
@Execution(ExecutionMode.SAME_THREAD)
class RotationTest {

    private static final List<Map<String, Object>> TWO = List.of(agent("generator", "auto"), agent("critic", "auto"));
    private static final int CLIENTS = 4;

    /** As long as services finish what they answer where nobody says otherwise; a local stack is in a hurry. */
    private static final Map<String, String> LEISURELY = Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "10s");

    private KeyedStack keyed;
    private List<String> models;

    @BeforeEach
    void a_stack_with_keys(KeyedStack keyed) {
        this.keyed = keyed;
        List<SimulatedNodeControl> nodes = keyed.stack().nodes();
        models = NodeFailureTest.sharedModels(nodes);
        nodes.forEach(node -> {
            node.settings(Map.of("tokens_per_second", 200, "slots", 8, "load_seconds", 0.1));
            models.subList(0, 2).forEach(node::load);
        });
    }

    @AfterEach
    void nodes_as_before() {
        keyed.stack().nodes().forEach(SimulatedNodeControl::asBefore);
    }

    private static Map<String, Object> question(String model) {
        return Map.of(
                "model",
                model,
                "stream",
                false,
                "options",
                Map.of("num_predict", 4),
                "messages",
                List.of(Map.of("role", "user", "content", "Hello")));
    }

    private SecondReplica gatewayOf(
            SecondReplica one, SecondReplica other, SecondReplica orchestrator, Map<String, String> told) {
        Map<String, String> all = new HashMap<>(told);
        all.put("GATEWAY_ROUTER_URLS", one.url() + "," + other.url());
        all.put("GATEWAY_ORCHESTRATOR_URL", orchestrator.url().toString());
        return SecondReplica.of(keyed.stack(), "gateway", all);
    }

    /** It asks one router: an address that stands for all of them is somebody else's business. */
    private SecondReplica orchestratorOf(SecondReplica router, SecondReplica ideas) {
        return SecondReplica.of(
                keyed.stack(),
                "orchestrator",
                Map.of(
                        "ORCHESTRATOR_ROUTER_URL",
                        router.url().toString(),
                        "ORCHESTRATOR_IDEAS_URL",
                        ideas.url().toString()));
    }

    /**
     * In the three steps of a rotation: who is called learns the new secrets, who calls changes over, who is called forgets
     * the old ones. Chats go on behind two routers. A conversation is refused nothing although its orchestrator, its
     * registry and its router are restarted under it.
     */
    @Test
    void the_secrets_of_all_edges_are_rotated_under_load_by_rolling_real_processes_and_no_request_is_refused() {
        String key = keyed.create("busy", "--scope", "inference", "--scope", "conversations");
        try (SecondReplica one = SecondReplica.of(keyed.stack(), "router", LEISURELY);
                SecondReplica other = SecondReplica.of(keyed.stack(), "router", LEISURELY);
                SecondReplica ideas = SecondReplica.of(keyed.stack(), "ideas");
                SecondReplica talks = orchestratorOf(one, ideas);
                SecondReplica before = gatewayOf(one, other, talks, Map.of())) {
            Edge toRouters = Edge.from("gateway", one, other);
            Edge toTalks = Edge.from("gateway", talks);
            Edge fromTalks = Edge.from("orchestrator", one, other);
            Edge toIdeas = Edge.from("orchestrator", ideas);
            List<Edge> edges = List.of(toRouters, toTalks, fromTalks, toIdeas, Edge.from("ideas", one, other));
            ask(before.gateway().as(key), 10);
            assertThat(List.of(asked(one), asked(other))).containsExactlyInAnyOrder(10L, 0L);
            String id = before.gateway().as(key).start(conversation("Clocks", 0, TWO));
            Load load = new Load(before.gateway().as(key));

            roll(edges, Edge::both);
            talks.restart(Map.of(
                    "ORCHESTRATOR_ROUTER_SECRET", fromTalks.fresh(), "ORCHESTRATOR_IDEAS_SECRET", toIdeas.fresh()));
            Map<String, String> fresh =
                    Map.of("GATEWAY_ROUTER_SECRET", toRouters.fresh(), "GATEWAY_ORCHESTRATOR_SECRET", toTalks.fresh());
            try (SecondReplica after = gatewayOf(one, other, talks, fresh)) {
                Gateway door = after.gateway().as(key);
                load.moveTo(door);
                before.close();
                roll(edges, Edge::fresh);
                int answered = load.end();
                door.post("/api/conversations/" + id + "/stop", Map.of());
                String last = door.start(conversation("Watches", 1, TWO));

                assertThat(load.refused).isEmpty();
                assertThat(answered).isGreaterThan(100);
                assertThat(edges).allSatisfy(Edge::assertRotated);
                assertThat(List.of(eventsOf(door, id), eventsOf(door, last)))
                        .allSatisfy(events -> assertThat(events).doesNotContain("edge-refused"));
                assertThat(eventsOf(door, last))
                        .contains("\"stop_reason\":\"rounds\"")
                        .contains("event: idea.new");
                assertThat(counted(ideas, "/internal/claims")).isPositive();

                SecondReplica owner = asked(one) > asked(other) ? one : other;
                owner.close();
                ask(door, 5);
            }
        }
    }

    /** All that a conversation tells until it has ended. */
    private static String eventsOf(Gateway door, String id) {
        OpenAnswer events = OpenAnswer.get(door, "/api/conversations/" + id + "/events");
        await().atMost(Duration.ofSeconds(30)).until(() -> events.text().contains("event: conversation.completed"));
        return events.text();
    }

    /** Routers one after the other, as replicas are rolled, and what there is one of beside them. */
    private static void roll(List<Edge> edges, Function<Edge, String> accepted) {
        Map<SecondReplica, Map<String, String>> told = new LinkedHashMap<>();
        edges.forEach(edge -> edge.called()
                .forEach(replica -> told.computeIfAbsent(replica, none -> new HashMap<>())
                        .put(edge.variable(), accepted.apply(edge))));
        List<SecondReplica> routers = edges.get(0).called();
        List<CompletableFuture<Void>> others = told.keySet().stream()
                .filter(replica -> !routers.contains(replica))
                .map(replica -> CompletableFuture.runAsync(() -> replica.restart(told.get(replica))))
                .toList();
        routers.forEach(router -> router.restart(told.get(router)));
        others.forEach(CompletableFuture::join);
    }

    /**
     * Who may call whom.
     *
     * @param called its replicas
     * @param old the secret that they have in common so far
     */
    private record Edge(String from, List<SecondReplica> called, String old) {

        static Edge from(String service, SecondReplica... called) {
            return new Edge(service, List.of(called), called[0].told(variable(service)));
        }

        private static String variable(String service) {
            return "PARLEY_EDGES_" + service.toUpperCase(Locale.ROOT);
        }

        String variable() {
            return variable(from);
        }

        String fresh() {
            return "a-new-secret-of-" + from + "-" + called.size();
        }

        String both() {
            return fresh() + "," + old;
        }

        void assertRotated() {
            assertThat(called).allSatisfy(replica -> {
                assertThat(judgeOf(replica, old)).startsWith("X-Parley-Edge");
                assertThat(judgeOf(replica, fresh())).startsWith("X-Parley-Caller");
            });
        }

        /** What it finds wrong first with a call that names nobody. */
        private String judgeOf(SecondReplica replica, String secret) {
            HttpResponse<String> answer = replica.gateway().get("/", "X-Parley-Edge", from + ":" + secret);
            return Json.read(answer.body()).path("detail").asText();
        }
    }

    private void ask(Gateway door, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(door.post("/api/chat", question(models.get(0))).statusCode())
                    .isEqualTo(200);
        }
    }

    /** How many chats a router was asked for. */
    private static long asked(SecondReplica router) {
        return counted(router, "/api/chat");
    }

    private static long counted(SecondReplica service, String path) {
        return service.management()
                .get("/q/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("http_server_requests_seconds_count{") && line.contains("\"" + path + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Clients that ask without a pause until they are told to end. */
    private final class Load {

        private final AtomicReference<Gateway> door;
        private final List<String> refused = new CopyOnWriteArrayList<>();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger moved = new AtomicInteger();
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final List<CompletableFuture<Void>> clients;
        private volatile boolean over;

        Load(Gateway door) {
            this.door = new AtomicReference<>(door);
            this.clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> ask(models.get(number % 2)), threads))
                    .toList();
        }

        private void ask(String model) {
            Gateway used = door.get();
            while (!over) {
                if (used != door.get()) {
                    used = door.get();
                    moved.incrementAndGet();
                }
                HttpResponse<String> answer = used.post("/api/chat", question(model));
                if (answer.statusCode() == 200) {
                    answered.incrementAndGet();
                } else {
                    refused.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
                }
            }
        }

        /** All of them use another door from now on; returns when none uses the first any more. */
        void moveTo(Gateway next) {
            moved.set(0);
            door.set(next);
            await().atMost(Duration.ofSeconds(30)).until(() -> moved.get() == CLIENTS);
        }

        int end() {
            over = true;
            clients.forEach(CompletableFuture::join);
            threads.shutdown();
            return answered.get();
        }
    }
}
