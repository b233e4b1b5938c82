package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.router.cache.CachedAnswers;
import dev.parley.router.redis.RedisAnswers;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.simulatednode.settings.Mode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was asked before is answered as before, without a node. */
@QuarkusTest
class CacheTest extends RouterTestBase {

    private static final String CACHE = "X-Parley-Cache";

    private static final String[] PATIENTLY = {"X-Parley-Queue-Timeout", "60"};

    /** {@code router.cache.answer}, and one read more. */
    private static final long WHAT_ONE_MAY_LAG = 1_200_000;

    @Inject
    CachedAnswers cached;

    @Inject
    RedisAnswers kept;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Nobody asked this before. */
    private final String question = "What is " + UUID.randomUUID() + "?";

    @AfterEach
    void nobody_asks_any_more() {
        threads.shutdown();
    }

    @Test
    void the_same_question_is_answered_once_on_every_surface_whole_and_streamed() {
        Stream.of(
                        "/api/chat {'options':{'temperature':0},'messages':[{'role':'user','content':'Q'}]}",
                        "/api/chat {'stream':false,'options':{'seed':7},'messages':[{'role':'user','content':'Q'}]}",
                        "/api/generate {'options':{'seed':7},'prompt':'Q'}",
                        "/v1/chat/completions {'stream':true,'seed':7,'messages':[{'role':'user','content':'Q'}]}",
                        "/v1/chat/completions {'temperature':0,'messages':[{'role':'user','content':'Q'}]}",
                        "/api/embed {'model':'all-minilm','input':['Q','and this']}",
                        "/api/embeddings {'model':'all-minilm','prompt':'Q'}")
                .map(line -> line.split(" ", 2))
                .forEach(line ->
                        isAnsweredOnce(line[0], line[1].replace('\'', '"').replace("Q", question)));
    }

    private void isAnsweredOnce(String path, String body) {
        String asked = body.contains("\"model\"") ? body : body.replaceFirst("\\{", "{\"model\":\"llama3.2\",");
        long before = asked(path);

        HttpResponse<String> first = router.post(path, asked);
        HttpResponse<String> second = whenKept(() -> router.post(path, " " + asked));

        assertThat(header(first, CACHE)).as(first.body()).isEqualTo("miss");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(header(second, "Content-Type")).isEqualTo(header(first, "Content-Type"));
        assertThat(header(second, "X-Parley-Model")).isEqualTo(header(first, "X-Parley-Model"));
        assertThat(header(second, "X-Parley-Node")).isEmpty();
        assertThat(asked(path)).isEqualTo(before + 1);
    }

    @Test
    void what_need_not_be_the_same_each_time_is_asked_each_time_unless_its_caller_says_otherwise() {
        String warm = fixed().replace("\"temperature\":0", "\"temperature\":1");

        HttpResponse<String> one = router.post("/api/chat", warm);
        HttpResponse<String> two = router.post("/api/chat", warm);
        HttpResponse<String> used = router.post("/api/chat", warm, CACHE, "use");
        HttpResponse<String> again = whenKept(() -> router.post("/api/chat", warm, CACHE, "use"));

        assertThat(Stream.of(one, two, used).map(answer -> header(answer, CACHE)))
                .containsExactly("bypass", "bypass", "miss");
        assertThat(again.body()).isEqualTo(used.body());
        assertThat(asked("/api/chat")).isEqualTo(3);
    }

    @Test
    void who_wants_an_answer_of_its_own_gets_one() {
        router.post("/api/chat", fixed());
        whenKept(() -> router.post("/api/chat", fixed()));

        List<String> told = Stream.of("X-Parley-Cache=no", "X-Parley-Conversation=c-1", "X-Parley-Node=alpha")
                .map(said -> said.split("="))
                .map(said -> header(router.post("/api/chat", fixed(), said), CACHE))
                .toList();

        assertThat(told).containsOnly("bypass");
        assertThat(asked("/api/chat")).isEqualTo(4);
    }

    @Test
    void a_word_that_does_not_exist_is_refused() {
        HttpResponse<String> answer = router.post("/api/chat", fixed(), CACHE, "maybe");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("invalid-parameter");
        assertThat(answer.body()).contains("X-Parley-Cache: maybe (expected: use or no)");
    }

    @Test
    void tenants_share_no_answer_and_no_generation() {
        List<RouterClient> tenants = List.of(of("one"), of("two"), of("one-two"));
        slowly();

        List<CompletableFuture<HttpResponse<String>>> together = tenants.stream()
                .map(tenant -> CompletableFuture.supplyAsync(() -> tenant.post("/api/chat", fixed()), threads))
                .toList();
        List<HttpResponse<String>> first =
                together.stream().map(CompletableFuture::join).toList();
        List<HttpResponse<String>> later = tenants.stream()
                .map(tenant -> whenKept(() -> tenant.post("/api/chat", fixed())))
                .toList();

        assertThat(first).allSatisfy(answer -> assertThat(header(answer, CACHE)).isEqualTo("miss"));
        assertThat(later).allSatisfy(answer -> assertThat(header(answer, CACHE)).isEqualTo("hit"));
        assertThat(asked("/api/chat")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_asks_the_same_at_the_same_time_shares_one_generation(boolean streamed) throws Exception {
        String body = streamed ? fixed() : fixed().replace("{\"model\"", "{\"stream\":false,\"model\"");
        List<Socket> busy = busyNodes();

        CompletableFuture<HttpResponse<String>> first = later(body, 1);
        List<CompletableFuture<HttpResponse<String>>> others =
                IntStream.range(0, 5).mapToObj(i -> later(body, 2 + i)).toList();
        free(busy);
        List<HttpResponse<String>> shared =
                others.stream().map(CompletableFuture::join).toList();

        assertThat(header(first.join(), CACHE)).isEqualTo("miss");
        assertThat(shared).allSatisfy(answer -> {
            assertThat(header(answer, CACHE)).isEqualTo("shared");
            assertThat(header(answer, "X-Parley-Node")).isEqualTo(header(first.join(), "X-Parley-Node"));
            assertThat(answer.body()).isEqualTo(first.join().body());
        });
        assertThat(asked("/api/chat")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(cached.held()).isZero());
    }

    @Test
    void who_leaves_takes_nothing_from_the_others_and_the_last_one_ends_it() throws Exception {
        slowly();
        nodes.all().forEach(node -> node.set("answer_tokens", 2_000));
        Socket first = router.open("/api/chat", fixed());
        first.getInputStream().read(new byte[8_192]);
        Socket second = router.open("/api/chat", fixed());
        readUntil(second, "shared");

        first.close();
        readUntil(second, "\"done\":false");
        readUntil(second, "\"done\":false");
        assertThat(running()).isEqualTo(1);
        second.close();

        await().until(() -> running() == 0);
        assertThat(asked("/api/chat")).isEqualTo(1);
        await().untilAsserted(() -> {
            assertThat(cached.flights()).isZero();
            assertThat(cached.held()).isZero();
        });
    }

    @Test
    void who_does_not_read_slows_nobody_and_costs_no_more_than_its_share() throws Exception {
        List<Socket> busy = busyNodes();
        CompletableFuture<HttpResponse<String>> reads = later(fixed(), 1);
        try (Socket sleeps = router.open("/api/chat", fixed(), PATIENTLY)) {
            await().until(() -> cached.listeners() == 2);
            nodes.all().forEach(node -> node.set("answer_tokens", 400_000));
            nodes.all().forEach(node -> node.set("burst", true));
            close(busy);
            HttpResponse<String> whole = reads.get(60, TimeUnit.SECONDS);

            assertThat(whole.body()).endsWith("}\n").contains("\"done\":true");
            assertThat(whole.body().length()).isGreaterThan(5_000_000);
            assertThat(asked("/api/chat")).isEqualTo(1);
            assertThat(cached.held()).isLessThan(WHAT_ONE_MAY_LAG);
            assertThat(sleeps.isConnected()).isTrue();
        }
        await().untilAsserted(() -> {
            assertThat(cached.held()).isZero();
            assertThat(cached.flights()).isZero();
        });
    }

    @Test
    void what_broke_off_is_told_to_all_and_not_kept() throws Exception {
        List<Socket> busy = busyNodes();
        CompletableFuture<HttpResponse<String>> first = later(fixed(), 1);
        CompletableFuture<HttpResponse<String>> second = later(fixed(), 2);
        nodes.all().forEach(node -> node.fault("F11;after=3"));
        free(busy);

        assertThat(header(second.join(), CACHE)).isEqualTo("shared");
        assertThat(second.join().body())
                .contains("\"error\"")
                .isEqualTo(first.join().body());
        nodes.all().forEach(SimulatedNode::reset);
        assertThat(header(router.post("/api/chat", fixed()), CACHE)).isEqualTo("miss");
    }

    @Test
    void what_is_kept_is_given_while_all_nodes_are_away() {
        router.post("/api/chat", fixed());
        HttpResponse<String> before = whenKept(() -> router.post("/api/chat", fixed()));
        nodes.alpha().kill();
        nodes.beta().kill();

        HttpResponse<String> answer = router.post("/api/chat", fixed());

        assertThat(header(answer, CACHE)).isEqualTo("hit");
        assertThat(answer.body()).isEqualTo(before.body());
    }

    @Test
    void without_redis_every_question_is_asked_and_nobody_waits_for_it() {
        redis.stop();
        try {
            await().until(() -> !kept.isThere());

            HttpResponse<String> one = router.post("/api/chat", fixed());
            HttpResponse<String> two = router.post("/api/chat", fixed());

            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(List.of(header(one, CACHE), header(two, CACHE))).containsExactly("miss", "miss");
        } finally {
            redis.start();
        }
        await().until(kept::isThere);
        HttpResponse<String> back = whenKept(() -> router.post("/api/chat", fixed()));
        assertThat(back.statusCode()).isEqualTo(200);
    }

    private String fixed() {
        return "{\"model\":\"llama3.2\",\"options\":{\"temperature\":0},\"messages\":[{\"role\":\"user\",\"content\":\""
                + question + "\"}]}";
    }

    /** All places are taken until {@link #free}: what is asked meanwhile waits. */
    private List<Socket> busyNodes() {
        slowly();
        nodes.all().forEach(node -> node.set("answer_tokens", 5_000));
        List<Socket> busy = Stream.of("alpha", "alpha", "beta", "beta")
                .map(node -> router.open("/api/chat", RouterClient.CHAT, "X-Parley-Node", node))
                .toList();
        await().until(() -> running() == 4);
        return busy;
    }

    private void free(List<Socket> busy) throws IOException {
        nodes.all().forEach(node -> node.set("answer_tokens", 10));
        close(busy);
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Asks, and returns when so many wait. */
    private CompletableFuture<HttpResponse<String>> later(String body, int waiting) {
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> router.post("/api/chat", body, PATIENTLY), threads);
        await().until(() -> cached.listeners() == waiting);
        return answer;
    }

    private RouterClient of(String tenant) {
        return new RouterClient(url, Caller.of(tenant, "anonymous", Set.of(Scope.INFERENCE)));
    }

    /** So that there is time to join. */
    private void slowly() {
        for (SimulatedNode node : nodes.all()) {
            node.set("mode", Mode.LOREM);
            node.set("burst", false);
            node.set("tokens_per_second", 50);
            node.set("answer_tokens", 30);
        }
    }

    /** An answer is kept a moment after its end. */
    private static HttpResponse<String> whenKept(Supplier<HttpResponse<String>> asking) {
        return await().until(asking::get, answer -> header(answer, CACHE).equals("hit"));
    }

    /** How often nodes were asked it; what only loads a model says nothing. */
    private long asked(String path) {
        return nodes.all().stream()
                .flatMap(node -> received(node, path).stream())
                .filter(request -> request.body().contains(question))
                .count();
    }

    private long running() {
        return nodes.all().stream()
                .mapToLong(node -> node.state().runningRequests())
                .sum();
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] bytes = new byte[8_192];
        while (read.indexOf(text) < 0) {
            int length = socket.getInputStream().read(bytes);
            assertThat(length).isPositive();
            read.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
    }
}
