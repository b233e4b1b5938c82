package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class HistoryTest extends Neighbourhood {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 1000})
    void pages_hold_together_what_the_whole_holds(int limit) {
        String id = finished(3, 2);
        JsonObject whole = history(id, "");

        List<Object> messages = new ArrayList<>();
        List<Object> ideas = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = history(id, "?limit=" + limit + cursor);
            assertThat(page.getJsonArray("messages").size()).isBetween(1, limit);
            page.getJsonArray("messages").forEach(messages::add);
            page.getJsonArray("ideas").forEach(ideas::add);
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }

        assertThat(messages)
                .hasSize(12)
                .isEqualTo(whole.getJsonArray("messages").stream().toList());
        assertThat(ideas)
                .hasSize(6)
                .isEqualTo(whole.getJsonArray("ideas").stream().toList());
        assertThat(whole.containsKey("next")).isFalse();
    }

    @Test
    void a_page_of_very_long_answers_is_shorter_than_asked_for() {
        router.usually(Script.pieces(Collections.nCopies(9, "x".repeat(100_000)), 9));
        String id = finished(2, 8);

        JsonObject first = history(id, "");
        JsonObject second = history(id, "?cursor=" + first.getString("next"));

        assertThat(first.getJsonArray("messages").size()).isBetween(16, 20);
        assertThat(first.getJsonArray("messages").size()
                        + second.getJsonArray("messages").size())
                .isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=many", "cursor=x", "cursor=LTEuMA"})
    void what_cannot_be_a_page_is_refused(String query) {
        String id = finished(2, 1);

        Answer answer = client.get("/api/conversations/" + id + "/history?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-parameter");
    }

    @Test
    void the_json_export_is_the_whole_history_of_any_number_of_pages() {
        router.usually(Script.pieces(Collections.nCopies(9, "x".repeat(100_000)), 9));
        String id = finished(2, 8);

        Answer export = client.get("/api/conversations/" + id + "/export");

        JsonObject whole = export.json();
        assertThat(export.contentType()).isEqualTo("application/json");
        assertThat(whole.getJsonArray("messages").size()).isEqualTo(32);
        assertThat(whole.getJsonArray("messages").getJsonObject(0))
                .isEqualTo(history(id, "").getJsonArray("messages").getJsonObject(0));
        assertThat(whole.getJsonObject("conversation").getString("id")).isEqualTo(id);
        assertThat(whole.getJsonArray("ideas")).isNotNull();
    }

    @Test
    void the_markdown_export_has_every_turn_of_every_page() {
        router.usually(Script.pieces(Collections.nCopies(9, "x".repeat(100_000)), 9));
        String id = finished(2, 8);

        Answer export = client.get("/api/conversations/" + id + "/export?format=md");

        assertThat(export.contentType()).isEqualToIgnoringCase("text/markdown;charset=utf-8");
        assertThat(export.text().lines().filter(line -> line.startsWith("## "))).hasSize(8);
        assertThat(export.text().lines().filter(line -> line.startsWith("### ")))
                .hasSize(16);
    }

    @Test
    void a_conversation_that_is_too_long_for_paper_is_refused_as_a_pdf() {
        router.usually(Script.pieces(Collections.nCopies(9, "x".repeat(100_000)), 9));
        String id = finished(2, 8);

        Answer answer = client.get("/api/conversations/" + id + "/export?format=pdf");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-parameter");
    }

    @Test
    void a_conversation_can_be_had_on_paper() throws IOException {
        router.usually(Script.answer("- ploaie și soare", 1));
        String id = finished(2, 1);

        byte[] export = client.bytes("/api/conversations/" + id + "/export?format=pdf");

        assertThat(new String(export, 0, 7, StandardCharsets.US_ASCII)).isEqualTo("%PDF-1.");
        try (PDDocument document = Loader.loadPDF(export)) {
            assertThat(new PDFTextStripper().getText(document)).contains("energy in a small town", "ploaie și soare");
        }
    }

    private String finished(int machines, int rounds) {
        String id = client.start(Client.wish(machines, rounds));
        await().until(() -> client.status(id).equals("completed"));
        return id;
    }

    private JsonObject history(String id, String query) {
        Answer answer = client.get("/api/conversations/" + id + "/history" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
