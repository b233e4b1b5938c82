package dev.parley.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.orchestrator.fake.Viewer;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What those who listen are told when the process goes. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class LeavingTest extends Neighbourhood {

    @Inject
    ConversationStream stream;

    @Test
    void whoever_waits_for_a_round_is_told_that_it_goes_on_elsewhere() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.answer("whole", 1), Script.held(List.of("half "), gate, List.of("and half"), 2));
        String id = client.start(Client.wish(2, 1).put("auto_run", false));
        CompletableFuture<Client.Answer> round =
                CompletableFuture.supplyAsync(() -> client.post("/api/conversations/" + id + "/round", null));
        await().until(() -> router.asked().size() == 2);

        stream.leave(new ShutdownDelayInitiatedEvent());

        Client.Answer answer = round.join();
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("service-unavailable");
        assertThat(answer.text()).contains("goes on");
        gate.complete(null);
        await().until(() -> client.conversation(id).getInteger("rounds") == 1);
    }

    @Test
    void a_viewers_stream_breaks_off_because_a_proper_end_would_mean_that_all_was_told() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("half "), gate, List.of("and half"), 2));
        String id = client.start(Client.wish(2, 1));
        Viewer early = client.watch(id, null);
        await().until(() -> early.text(1).equals("half "));

        stream.leave(new ShutdownDelayInitiatedEvent());
        await().until(early::ended);
        List<String> seen = early.ids();
        Viewer late = client.watch(id, seen.get(seen.size() - 1));
        gate.complete(null);
        await().until(late::ended);

        assertThat(early.broken()).isTrue();
        assertThat(late.broken()).isFalse();
        assertThat(late.types()).contains("conversation.completed");
        assertThat(late.ids()).doesNotContainAnyElementsOf(seen);
    }
}
