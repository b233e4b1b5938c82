package dev.parley.simulatednode;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.journal.ReceivedRequest;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamingTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @Test
    void headers_are_withheld_until_the_first_record() throws IOException {
        extension.node().set("first_token_seconds", 0.4);

        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("POST", CHAT, chat("hi"));
            long start = System.nanoTime();
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(System.nanoTime() - start).isGreaterThan(350_000_000L);
        }
    }

    @Test
    void pieces_come_at_the_pace_that_is_set_and_figures_agree_with_it() throws IOException {
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 20);
        long start = System.nanoTime();

        Answer answer = RawClient.post(extension.node(), CHAT, chat("one two three four five six seven eight"));

        assertThat(System.nanoTime() - start).isBetween(390_000_000L, 900_000_000L);
        assertThat(answer.chunks()).hasSize(9);
        assertThat(answer.lines().get(8)).contains("\"eval_count\":8,");
    }

    @Test
    void in_mode_clock_each_token_is_the_moment_at_which_it_leaves() throws IOException {
        extension.node().set("mode", "clock");
        extension.node().set("answer_tokens", 3);
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 100);
        long before = System.nanoTime() / 1_000;

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        long after = System.nanoTime() / 1_000;
        List<Long> moments = answer.lines().stream()
                .limit(3)
                .map(line -> Long.parseLong(line.replaceFirst(".*\"content\":\"(\\d+) \".*", "$1")))
                .toList();
        assertThat(moments).isSorted().allSatisfy(moment -> assertThat(moment).isBetween(before, after));
        assertThat(moments.get(2) - moments.get(0)).isGreaterThanOrEqualTo(19_000);
    }

    @Test
    void a_client_that_leaves_stops_its_generation_within_a_token() throws IOException {
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 50);
        extension.node().set("answer_tokens", 10_000);
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("POST", CHAT, chat("hi"));
            client.line();
        }

        await().atMost(Duration.ofMillis(500))
                .until(() -> extension.node().state().count("generations_cancelled") == 1);
        assertThat(extension.node().state().openStreams()).isZero();
        assertThat(extension.node().state().loaded().get(0).busy()).isZero();
        assertThat(extension.node().requests())
                .extracting(ReceivedRequest::outcome)
                .containsExactly(Outcome.CANCELLED);
    }

    @Test
    void a_client_that_leaves_while_loading_aborts_the_load() throws IOException {
        extension.node().set("load_seconds", 30);
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("POST", CHAT, chat("hi").replaceFirst("\\{", "{\"options\":{\"num_ctx\":2048},"));
            await().until(() -> extension.node().state().count("loads_started") == 1);
        }

        await().until(() -> extension.node().state().count("loads_cancelled") == 1);
        assertThat(extension.node().state().queue()).isEmpty();
    }

    @Test
    void a_reader_that_stops_holds_the_producer_up_instead_of_filling_the_memory() throws IOException {
        extension.node().set("answer_tokens", 40_000);
        extension.node().set("send_buffer_bytes", 16_384);
        try (RawClient client = RawClient.connect(extension.node(), 16_384)) {
            client.send("POST", CHAT, chat("hi"));
            await().until(() -> extension.node().state().openStreams() == 1);
            await().during(Duration.ofMillis(300)).until(this::records, this::unchangedFor);

            long written = extension.node().requests().get(0).bytes();

            assertThat(written).isLessThan(1_000_000);
            assertThat(client.answer().lines()).hasSize(40_001);
        }
    }

    private int lastRecords = -1;

    private int records() {
        return extension.node().requests().get(0).records();
    }

    private boolean unchangedFor(int records) {
        boolean same = records == lastRecords;
        lastRecords = records;
        return same;
    }

    @Test
    void a_burst_writes_a_long_answer_as_fast_as_the_socket_takes_it() throws IOException {
        extension.node().set("answer_tokens", 40_000);
        long start = System.nanoTime();

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(answer.lines()).hasSize(40_001);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void busy_slots_slow_each_other_when_they_share_a_gpu() throws IOException {
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 100);
        extension.node().set("slots", 4);
        extension.node().set("slot_slowdown", 1);
        List<RawClient> clients = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            RawClient client = RawClient.connect(extension.node());
            client.send("POST", CHAT, chat("one two three four five six seven eight nine ten"));
            clients.add(client);
        }

        for (RawClient client : clients) {
            client.answer();
            client.close();
        }

        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
        assertThat(extension.node().state().maxConcurrent()).containsEntry("llama3.2:latest", 4);
    }

    @Test
    void what_a_node_received_is_kept_for_assertions() throws IOException {
        RawClient.post(
                extension.node(), CHAT, chat("remember me"), "X-Parley-Tries: 1", "Accept: */*", "Cookie: secret");

        ReceivedRequest received = extension.node().requests(CHAT).get(0);

        assertThat(received.body()).isEqualTo(chat("remember me"));
        assertThat(received.model()).isEqualTo("llama3.2");
        assertThat(received.headers())
                .containsEntry("x-parley-tries", "1")
                .containsEntry("accept", "*/*")
                .doesNotContainKey("cookie");
        assertThat(received.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(received.records()).isEqualTo(3);
        assertThat(received.firstRecordAt()).isNotNull().isBeforeOrEqualTo(received.endedAt());
        assertThat(extension.node().state().requests()).containsEntry(CHAT, 1L);
    }
}
