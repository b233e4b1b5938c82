package dev.parley.ideas.http;

import static dev.parley.protocol.idea.Verdict.NEW;
import static dev.parley.protocol.idea.Verdict.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Splitter;
import dev.parley.protocol.idea.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RegistryTest
class ClaimsResourceTest {

    private static final String LAMPS = "Replace the street lamps with LEDs.";
    private static final String ROOFS = "Rent out the school roofs.";
    private static final String POOL = "Close the pool on Mondays.";

    private final RegistryClient registry = RegistryClient.ofNewConversation();

    @Test
    void ideas_that_were_found_elsewhere_are_taken_as_they_are_and_known_from_then_on() {
        ClaimIdeas told = new ClaimIdeas(
                registry.conversation(),
                1,
                1,
                1,
                1,
                "critic",
                Role.CRITIC,
                Splitter.BULLETS,
                "- Something that was changed since",
                List.of("Mend the bridge", "Paint the fence"));

        List<Idea> ideas = registry.post("/internal/claims", told)
                .then()
                .statusCode(200)
                .extract()
                .as(ClaimedIdeas.class)
                .ideas();

        assertThat(ideas).extracting(Idea::text).containsExactly("Mend the bridge", "Paint the fence");
        assertThat(registry.claim(2, 1, "mend the bridge"))
                .extracting(Idea::verdict)
                .containsExactly(Verdict.REPEATED);
    }

    @Test
    void an_idea_nobody_had_is_new() {
        List<Idea> ideas = registry.claim(1, 1, LAMPS, ROOFS);

        assertThat(ideas).extracting(Idea::text).containsExactly(LAMPS, ROOFS);
        assertThat(ideas).extracting(Idea::verdict).containsOnly(NEW);
        assertThat(ideas).extracting(Idea::of).containsOnlyNulls();
    }

    @Test
    void an_idea_somebody_had_is_repeated_and_says_whose_it_was() {
        registry.claim(1, 1, LAMPS);

        Idea repeated =
                registry.claim(2, 1, "replace  the STREET lamps, with LEDs").get(0);

        assertThat(repeated.verdict()).isEqualTo(REPEATED);
        assertThat(repeated.of()).isEqualTo(LAMPS);
        assertThat(repeated.score()).isEqualTo(1.0);
        assertThat(repeated.method()).isEqualTo("exact");
        assertThat(repeated.why()).isEqualTo("agent-1 said the same in turn 1.");
    }

    @Test
    void what_the_orchestrator_sends_is_understood() {
        registry.post("/internal/claims", golden("claim-ideas.full"))
                .then()
                .statusCode(200)
                .body("ideas.text", equalTo(List.of(LAMPS, "Rent out the school roofs for solar panels.")));
        registry.post("/internal/claims", golden("claim-ideas.v4"))
                .then()
                .statusCode(409)
                .body("detail", equalTo("fence: 0 (expected: >= 3)"));
        registry.post("/internal/claims/confirm", golden("confirm-ideas.full"))
                .then()
                .statusCode(204);
    }

    @Test
    void a_body_that_is_larger_than_any_may_be_is_refused_in_words() {
        registry.post("/internal/claims", "{\"text\":\"" + "x".repeat(2_200_000) + "\"}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("body-too-large"));
    }

    private static String golden(String name) {
        try (InputStream file = ClaimsResourceTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_conversation_like_the_first_systems_compares_letter_for_letter() {
        registry.post("/internal/claims", v4(1, "Plant trees. Mend the bridge."))
                .then()
                .statusCode(200)
                .body("ideas.text", equalTo(List.of("plant trees", "mend the bridge")));

        registry.post("/internal/claims", v4(2, "plant  trees\nPLANT TREES; mend-the bridge!"))
                .then()
                .statusCode(200)
                .body("ideas.text", equalTo(List.of("plant  trees", "plant trees", "the bridge!")))
                .body("ideas.verdict", equalTo(List.of("new", "repeated", "new")));
    }

    private ClaimIdeas v4(int turn, String text) {
        return new ClaimIdeas(registry.conversation(), 1, turn, 1, 1, "critic", Role.CRITIC, Splitter.V4, text, null);
    }

    @Test
    void an_answer_may_repeat_itself() {
        List<Idea> ideas = registry.claim(3, 1, LAMPS, ROOFS, LAMPS);

        assertThat(ideas).extracting(Idea::verdict).containsExactly(NEW, NEW, REPEATED);
        assertThat(ideas.get(2).why()).isEqualTo("agent-3 said the same earlier in the same answer (turn 3).");
    }

    @Test
    void the_same_claim_gets_the_same_verdicts_again() {
        registry.claim(1, 1, LAMPS);
        List<Idea> first = registry.claim(2, 1, LAMPS, ROOFS, ROOFS);
        registry.claim(3, 1, ROOFS, POOL);

        List<Idea> again = registry.claim(2, 1, LAMPS, ROOFS, ROOFS);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_claimant_that_has_lost_the_conversation_is_refused() {
        registry.tryClaim(7, 1, 1, LAMPS).then().statusCode(200);

        registry.tryClaim(6, 2, 1, ROOFS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("stale-claim"))
                .body("detail", equalTo("fence: 6 (expected: >= 7)"));
        registry.tryConfirm(6, 1, 1).then().statusCode(409).body("code", equalTo("stale-claim"));
        assertThat(registry.ideas("").ideas()).isEmpty();
    }

    @Test
    void a_second_attempt_takes_the_place_of_the_first() {
        registry.claim(1, 1, LAMPS, ROOFS);

        List<Idea> second = registry.claim(1, 2, POOL, LAMPS);

        assertThat(second).extracting(Idea::verdict).containsOnly(NEW);
        assertThat(registry.claim(2, 1, ROOFS, LAMPS)).extracting(Idea::verdict).containsExactly(NEW, REPEATED);
        registry.tryClaim(1, 1, 1, LAMPS, ROOFS)
                .then()
                .statusCode(409)
                .body("detail", equalTo("attempt: 1 (expected: >= 2)"));
    }

    @Test
    void what_rested_on_an_attempt_that_lapsed_is_looked_at_again() {
        registry.claim(1, 1, LAMPS);
        assertThat(registry.claim(2, 1, LAMPS)).extracting(Idea::verdict).containsExactly(REPEATED);

        registry.claim(1, 2, POOL);

        assertThat(registry.claim(2, 1, LAMPS)).extracting(Idea::verdict).containsExactly(NEW);
        assertThat(registry.claim(3, 1, LAMPS).get(0).why()).isEqualTo("agent-2 said the same in turn 2.");
    }

    @Test
    void a_confirmation_may_be_repeated() {
        registry.claim(1, 1, LAMPS, LAMPS);

        registry.confirm(1, 1);
        registry.confirm(1, 1);

        ConversationIdeas ideas = registry.ideas("");
        assertThat(ideas.ideas()).extracting(Idea::text).containsExactly(LAMPS, LAMPS);
        assertThat(ideas.newIdeas()).isEqualTo(1);
        assertThat(ideas.repeatedIdeas()).isEqualTo(1);
    }

    @Test
    void a_confirmed_turn_takes_no_other_answer() {
        registry.claim(1, 1, LAMPS);
        registry.confirm(1, 1);

        registry.tryClaim(1, 1, 2, ROOFS).then().statusCode(409).body("code", equalTo("stale-claim"));
        registry.tryClaim(1, 1, 1, ROOFS).then().statusCode(409).body("code", equalTo("idempotency-conflict"));
        assertThat(registry.claim(1, 1, LAMPS)).extracting(Idea::verdict).containsExactly(NEW);
    }

    @Test
    void an_attempt_that_nobody_claimed_has_nothing_to_confirm() {
        registry.confirm(4, 1);

        assertThat(registry.ideas("").ideas()).isEmpty();
    }

    @Test
    void an_answer_without_ideas_is_a_claim_too() {
        registry.claim(1, 1, LAMPS);

        registry.post("/internal/claims", registry.body(1, 1, 2, "Nothing to add, sorry?"))
                .then()
                .statusCode(200)
                .body("ideas.size()", equalTo(0));

        assertThat(registry.claim(2, 1, LAMPS)).extracting(Idea::verdict).containsExactly(NEW);
    }

    @Test
    void two_tenants_do_not_see_each_other() {
        RegistryClient elsewhere = new RegistryClient("elsewhere", registry.conversation());
        registry.claim(1, 1, LAMPS);
        registry.confirm(1, 1);

        List<Idea> ideas = elsewhere.claim(1, 1, LAMPS);

        assertThat(ideas).extracting(Idea::verdict).containsExactly(NEW);
        assertThat(elsewhere.ideas("").ideas()).isEmpty();
        assertThat(registry.ideas("").ideas()).hasSize(1);
    }

    @Test
    void of_many_who_claim_one_idea_at_once_exactly_one_is_first() throws Exception {
        ExecutorService agents = Executors.newFixedThreadPool(8);
        List<Callable<Verdict>> claims = IntStream.rangeClosed(1, 24)
                .<Callable<Verdict>>mapToObj(
                        turn -> () -> registry.claim(turn, 1, LAMPS).get(0).verdict())
                .toList();

        List<Future<Verdict>> verdicts = agents.invokeAll(claims);
        agents.shutdown();

        assertThat(verdicts).extracting(Future::get).containsOnlyOnce(NEW).hasSize(24);
        assertThat(verdicts)
                .extracting(Future::get)
                .filteredOn(REPEATED::equals)
                .hasSize(23);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "turn      | 0           | 422 | invalid-field",
                "turn      | \"first\"   | 400 | malformed-body",
                "attempt   | -1          | 422 | invalid-field",
                "fence     | -1          | 422 | invalid-field",
                "agent     | \"\"        | 422 | invalid-field",
                "role      | \"king\"    | 400 | malformed-body",
                "role      | null        | 422 | invalid-field",
                "splitter  | \"v5\"      | 400 | malformed-body",
                "text      | null        | 422 | invalid-field",
                "text      | \"a\\u0000\"| 422 | invalid-field",
                "conversation | \"seven\"| 400 | malformed-body"
            })
    void a_wrong_field_is_named(String field, String value, int status, String code) {
        String good = """
                {"conversation":"%s","fence":1,"turn":1,"attempt":1,"round":1,"agent":"critic","role":"critic",
                 "splitter":"bullets","text":"- Plant trees at the station."}
                """.formatted(UUID.randomUUID());
        String bad = good.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":" + value.replace("\\", "\\\\"));

        registry.post("/internal/claims", bad)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("field", equalTo(field))
                .body("detail", containsString("(expected: "));
    }

    @Test
    void a_body_that_is_no_json_is_refused() {
        registry.post("/internal/claims", "{\"turn\":").then().statusCode(400).body("code", equalTo("malformed-body"));
        registry.request().post("/internal/claims").then().statusCode(400).body("code", equalTo("malformed-body"));
    }

    @Test
    void a_text_of_more_than_a_megabyte_is_refused() {
        registry.post("/internal/claims", registry.body(1, 1, 1, "x".repeat(1_048_577)))
                .then()
                .statusCode(422)
                .body("field", equalTo("text"));
    }

    @Test
    void a_caller_without_the_edge_secret_learns_nothing() {
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(registry.body(1, 1, 1, LAMPS))
                .post("/internal/claims")
                .then()
                .statusCode(401)
                .body("code", equalTo("edge-refused"))
                .body("detail", not(containsString("a-secret")));
    }
}
