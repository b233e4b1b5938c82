package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class EventsTest extends Neighbourhood {

    @Test
    void a_viewer_that_comes_after_the_end_gets_everything_once() {
        router.next(Script.pieces(List.of("- vâ", "nt 😀"), 3), Script.answer("- vânt 😀\n- soare", 4));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(viewer.told()).isEqualTo("""
                        1.0 conversation.started
                        2.0 round.started
                        3.0 turn.started
                        4.0 turn.completed
                        4.1 idea.new
                        5.0 turn.started
                        6.0 turn.completed
                        6.1 idea.repeated
                        6.2 idea.new
                        7.0 round.completed
                        8.0 conversation.completed""");
        assertThat(viewer.types().stream().filter("token"::equals)).hasSize(2);
        assertThat(viewer.text(1)).isEqualTo("- vânt 😀");
        assertThat(viewer.ids()).contains("3.12").doesNotHaveDuplicates();
    }

    @Test
    void from_every_id_exactly_the_rest_follows() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(
                Script.held(List.of("- vâ", "nt", " 😀 "), gate, List.of("și ", "apă\n", "- soare"), 3),
                Script.answer("- apă", 4));
        String id = client.start(Client.wish(2, 1));
        Viewer live = client.watch(id, null);
        await().until(() -> live.text(1).equals("- vânt 😀 "));
        gate.complete(null);
        await().until(live::ended);

        assertThat(live.ids()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        for (int seen = 0; seen < live.frames().size(); seen++) {
            Viewer resumed = client.watch(id, live.frames().get(seen).id());
            await().until(resumed::ended);
            assertThat(text(live, 0, seen + 1)
                            + text(resumed, 0, resumed.frames().size()))
                    .isEqualTo(text(live, 0, live.frames().size()));
            assertThat(resumed.ids())
                    .doesNotHaveDuplicates()
                    .doesNotContain(live.frames().get(seen).id());
            List<String> rest = live.told().lines().toList();
            assertThat(resumed.told().lines().toList())
                    .isEqualTo(rest.subList(
                            rest.size() - resumed.told().lines().toList().size(), rest.size()));
        }
    }

    @Test
    void a_viewer_resumes_in_the_middle_of_an_open_turn() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("ăăă", "bbb"), gate, List.of("ccc"), 3));
        String id = client.start(Client.wish(2, 1));
        Viewer first = client.watch(id, null);
        await().until(() -> first.text(1).equals("ăăăbbb"));
        first.close();

        Viewer resumed = client.watch(id, "3.4");
        await().until(() -> resumed.text(1).equals("ăbbb"));
        gate.complete(null);
        await().until(resumed::ended);

        assertThat(resumed.types()).doesNotContain("turn.snapshot", "conversation.started");
        assertThat(resumed.text(1)).isEqualTo("ăbbbccc");
        assertThat(resumed.ids()).doesNotHaveDuplicates();
    }

    @Test
    void a_viewer_that_joins_in_an_open_turn_gets_the_text_so_far_as_a_snapshot() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("so ", "far "), gate, List.of("and on"), 3));
        String id = client.start(Client.wish(2, 1));
        Viewer early = client.watch(id, null);
        await().until(() -> early.text(1).equals("so far "));

        Viewer late = client.watch(id, null);
        await().until(() -> late.types().contains("turn.snapshot"));
        gate.complete(null);
        await().until(late::ended);
        await().until(early::ended);

        assertThat(late.text(1)).isEqualTo("so far and on");
        assertThat(early.text(1)).isEqualTo("so far and on");
        assertThat(late.told()).isEqualTo(early.told());
    }

    @Test
    void many_viewers_of_one_turn_see_the_same() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("one "), gate, List.of("two ", "three"), 3));
        String id = client.start(Client.wish(2, 1));

        List<Viewer> viewers = java.util.stream.Stream.generate(() -> client.watch(id, null))
                .limit(20)
                .toList();
        await().until(() -> viewers.stream().allMatch(viewer -> viewer.text(1).equals("one ")));
        gate.complete(null);
        await().until(() -> viewers.stream().allMatch(Viewer::ended));

        assertThat(viewers).extracting(viewer -> viewer.text(1)).containsOnly("one two three");
        assertThat(viewers).extracting(Viewer::told).containsOnly(viewers.get(0).told());
    }

    @Test
    void an_id_that_was_never_given_out_is_refused() {
        router.next(Script.answer("ăb", 3));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        for (String wrong : List.of("x", "0.0", "1", "1.1", "3.1", "3.4", "4.9", "999.0", "3.-1", "3.0.0")) {
            Client.Answer answer =
                    client.send("GET", "/api/conversations/" + id + "/events", "", "Last-Event-ID", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.code()).as(wrong).isEqualTo("invalid-event-id");
        }
        assertThat(client.get("/api/conversations/" + id + "/events?last_event_id=x")
                        .code())
                .isEqualTo("invalid-event-id");
    }

    @Test
    void a_quiet_stream_is_kept_alive_and_frames_are_as_they_should_be() {
        String id = client.start(Client.wish(2, 1).put("auto_run", false));

        try (Viewer viewer = client.watch(id, null)) {
            await().until(() -> viewer.comments().size() >= 3);

            assertThat(viewer.comments()).containsOnly(": keep-alive");
            Viewer.Frame first = viewer.frames().get(0);
            assertThat(first.id()).isEqualTo(first.data().getString("id")).isEqualTo("1.0");
            assertThat(first.event()).isEqualTo(first.data().getString("type"));
            assertThat(first.data().getString("conversation")).isEqualTo(id);
            assertThat(first.data().getString("timestamp")).isNotBlank();
        }
    }

    @Test
    void a_stream_goes_on_after_the_end_if_the_conversation_does() {
        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);
        client.post("/api/conversations/" + id + "/continue", new JsonObject().put("rounds", 1));
        await().until(() -> client.status(id).equals("completed"));

        Viewer more = client.watch(id, viewer.ids().get(viewer.ids().size() - 1));
        await().until(more::ended);

        assertThat(more.types()).startsWith("conversation.resumed", "round.started", "turn.started");
        assertThat(more.types()).endsWith("conversation.completed");
    }

    /** All text in the order it was told, whatever its turn; the test's turns are never retried. */
    /** A viewer that joins in an open turn gets what was said so far as a snapshot: that is text too. */
    private static String text(Viewer viewer, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (Viewer.Frame frame : viewer.frames().subList(from, to)) {
            if (List.of("token", "turn.snapshot").contains(frame.event())) {
                text.append(frame.data().getString("content"));
            }
        }
        return text.toString();
    }
}
