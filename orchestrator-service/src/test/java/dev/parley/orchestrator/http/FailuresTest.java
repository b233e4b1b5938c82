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
class FailuresTest extends Neighbourhood {

    @Test
    void a_failed_attempt_is_told_and_made_again_with_twice_the_silence() {
        router.next(
                Script.nodeError(500, "model runner has unexpectedly stopped"),
                Script.dying("half an ans"),
                Script.answer("whole", 4));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(router.asked().subList(0, 3))
                .extracting(asked -> asked.silence())
                .containsExactly("5", "10", "20");
        List<JsonObject> retries = events(viewer, "turn.retrying");
        assertThat(retries)
                .extracting(event -> event.getString("reason"))
                .containsExactly("node-failed", "stream-broken");
        assertThat(retries).extracting(event -> event.getInteger("silence")).containsExactly(10, 20);
        assertThat(viewer.text(1)).isEqualTo("whole");
    }

    @Test
    void an_error_record_and_a_proper_end_without_a_last_record_are_failures() {
        router.next(Script.errorAfter("half"), Script.truncated("half"), Script.answer("whole", 4));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(events(viewer, "turn.retrying"))
                .extracting(event -> event.getString("reason"))
                .containsExactly("stream-broken", "stream-broken");
        assertThat(viewer.text(1)).isEqualTo("whole");
    }

    @Test
    void a_bound_agents_node_is_substituted_after_three_tries() {
        router.hasNode("attic", "model-1");
        router.hasNode("cellar", "model-1:latest");
        JsonObject wish = Client.wish(2, 1);
        wish.getJsonArray("machines").getJsonObject(0).put("node", "attic");
        Script refused = Script.refused(502, "node-failed", null);
        router.next(refused, refused, refused, Script.answer("from elsewhere", 4));

        String id = client.start(wish);
        await().until(() -> client.status(id).equals("completed"));

        assertThat(router.asked().subList(0, 4))
                .extracting(asked -> asked.node())
                .containsExactly("attic", "attic", "attic", null);
        assertThat(router.asked().get(3).model()).isEqualTo("model-1");
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(2);
    }

    @Test
    void any_model_stands_in_where_no_other_node_has_the_agents_own() {
        router.hasNode("attic", "model-1");
        router.hasNode("cellar", "another");
        JsonObject wish = Client.wish(2, 1);
        wish.getJsonArray("machines").getJsonObject(0).put("node", "attic");
        Script refused = Script.refused(502, "node-failed", null);
        router.next(refused, refused, refused, Script.answer("from elsewhere", 4));

        String id = client.start(wish);
        await().until(() -> client.status(id).equals("completed"));

        assertThat(router.asked().get(3).model()).isEqualTo("auto");
    }

    @Test
    void a_conversation_in_which_nobody_answers_ends_with_the_reason() {
        router.usually(Script.refused(504, "node-silent", null));

        String id = client.start(Client.wish(2, 5));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(router.asked()).hasSize(6);
        assertThat(events(viewer, "turn.skipped"))
                .extracting(event -> event.getString("reason"))
                .containsExactly("node-silent", "node-silent");
        assertThat(client.conversation(id).getString("stop_reason")).isEqualTo("failed");
        assertThat(client.conversation(id).getString("code")).isEqualTo("node-silent");
    }

    @Test
    void no_more_than_three_answers_are_paid_for_in_one_turn() {
        JsonObject wish = Client.wish(2, 1);
        wish.getJsonArray("machines").getJsonObject(0).put("node", "attic");
        router.next(Script.truncated("a"), Script.truncated("b"), Script.truncated("c"), Script.answer("d", 1));

        String id = client.start(wish);
        await().until(() -> client.status(id).equals("completed"));

        assertThat(router.asked()).hasSize(4);
        assertThat(router.asked().get(3).model()).isEqualTo("model-2");
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(1);
    }

    @Test
    void busy_nodes_are_waited_for_without_counting_as_a_failure() {
        router.next(Script.refused(503, "all-nodes-busy", "1"), Script.answer("at last", 4));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(viewer.types()).doesNotContain("turn.retrying");
        assertThat(viewer.text(1)).isEqualTo("at last");
    }

    @Test
    void an_answer_never_waits_for_the_registry_and_its_ideas_are_judged_when_it_is_back() {
        registry.away(true);
        router.next(Script.answer("- wind", 4), Script.answer("- wind\n- sun", 4));

        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        JsonObject without = client.conversation(id);
        registry.away(false);
        await().until(() -> client.conversation(id).getInteger("repeated_ideas") == 1);
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(without.getInteger("turns")).isEqualTo(2);
        assertThat(without.getInteger("new_ideas")).isZero();
        assertThat(client.conversation(id).getInteger("new_ideas")).isEqualTo(2);
        assertThat(viewer.types()).endsWith("conversation.completed", "idea.new", "idea.repeated", "idea.new");
        assertThat(viewer.ids()).doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(registry.confirmations()).hasSize(2));
    }

    @Test
    void a_claim_that_the_registry_refuses_for_good_is_not_owed_for_ever() {
        registry.refuses(422);

        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        await().untilAsserted(() -> assertThat(registry.confirmations()).hasSize(2));
        assertThat(registry.claims()).hasSize(2);
        assertThat(client.conversation(id).getInteger("turns")).isEqualTo(2);
        assertThat(client.conversation(id).getInteger("new_ideas")).isZero();
    }

    @Test
    void a_registry_that_does_not_know_us_may_do_so_later() {
        registry.refuses(401);

        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));
        registry.refuses(0);

        await().until(() -> client.conversation(id).getInteger("new_ideas") == 1);
    }

    @Test
    void an_answer_of_records_that_say_nothing_comes_to_an_end() {
        router.next(Script.silentRecords(), Script.answer("whole", 4));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(events(viewer, "turn.retrying"))
                .extracting(event -> event.getString("reason"))
                .containsExactly("stream-broken");
        assertThat(viewer.text(1)).isEqualTo("whole");
    }

    @Test
    void a_refusal_that_does_not_end_is_not_read_to_its_end() {
        router.next(Script.endlessRefusal(500), Script.answer("whole", 4));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(viewer::ended);

        assertThat(events(viewer, "turn.retrying"))
                .extracting(event -> event.getString("reason"))
                .containsExactly("node-failed");
        assertThat(router.left()).isEqualTo(1);
    }

    @Test
    void reasoning_is_shown_live_and_has_no_id() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.thinkingAloud("hm, wind", gate, "- wind"));

        String id = client.start(Client.wish(2, 1));
        Viewer viewer = client.watch(id, null);
        await().until(() -> viewer.types().contains("thinking"));
        gate.complete(null);
        await().until(viewer::ended);

        JsonObject thinking = events(viewer, "thinking").get(0);
        assertThat(thinking.getString("content")).isEqualTo("hm, wind");
        assertThat(thinking.containsKey("id")).isFalse();
        assertThat(viewer.text(1)).isEqualTo("- wind");
        assertThat(client.get("/api/conversations/" + id + "/history").text()).doesNotContain("hm, wind");
    }

    private static List<JsonObject> events(Viewer viewer, String type) {
        return viewer.frames().stream()
                .filter(frame -> frame.event().equals(type))
                .map(Viewer.Frame::data)
                .toList();
    }
}
