package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Command;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.Stack;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job of the README: one command, three agents, two rounds, over everything that is real. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {

    private static final String SUBJECT = "How can a small town cut its energy bill?";

    private Stack stack;
    private Command talk;
    private int exitCode;
    private JsonNode history;
    private List<JsonNode> received;

    @BeforeAll
    void talk_once(Stack stack) {
        this.stack = stack;
        stack.nodes().forEach(node -> node.settings(java.util.Map.of("tokens_per_second", 300)));
        talk = stack.run("talk", SUBJECT, "--rounds", "2", "--pause", "0");
        exitCode = talk.exitCode(Duration.ofSeconds(120));
        String conversation = stack.gateway()
                .read("/api/conversations?limit=1")
                .path("conversations")
                .path(0)
                .path("id")
                .asText();
        history = stack.gateway().read("/api/conversations/" + conversation + "/history");
        received = promptsAbout(stack, SUBJECT);
    }

    @Test
    void it_ends_well_and_says_why_it_ended() {
        assertThat(exitCode).as(() -> talk.output() + talk.errors()).isZero();
        assertThat(talk.output()).contains("rounds");
        assertThat(history.path("conversation").path("status").asText()).isEqualTo("completed");
        assertThat(history.path("conversation").path("stop_reason").asText()).isEqualTo("rounds");
    }

    @Test
    void six_turns_follow_one_another_in_round_robin() {
        List<JsonNode> answers = answers();

        assertThat(answers).extracting(message -> message.path("turn").asInt()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(answers).extracting(message -> message.path("round").asInt()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(answers)
                .extracting(message -> message.path("agent_role").asText())
                .containsExactly("generator", "critic", "synth", "generator", "critic", "synth");
        assertThat(answers)
                .allSatisfy(
                        message -> assertThat(message.path("content").asText()).isNotBlank());
    }

    @Test
    void the_follow_up_question_joins_the_history_after_each_answer() {
        List<String> roles = Json.texts(history.path("messages"), "role");

        assertThat(roles).hasSize(12);
        for (int i = 0; i < roles.size(); i += 2) {
            assertThat(roles.subList(i, i + 2)).containsExactly("assistant", "user");
        }
    }

    @Test
    void every_prompt_holds_the_subject_the_role_and_the_whole_history_so_far() {
        assertThat(received).hasSize(6);
        List<JsonNode> answers = answers();
        for (int turn = 0; turn < received.size(); turn++) {
            JsonNode messages = received.get(turn);
            assertThat(messages.path(0).path("role").asText()).isEqualTo("system");
            assertThat(messages.path(0).path("content").asText())
                    .contains(SUBJECT)
                    .containsIgnoringCase(
                            answers.get(turn).path("agent_role").asText().substring(0, 5));
            assertThat(messages).hasSize(2 + 2 * turn);
            if (turn > 0) {
                assertThat(messages.path(2 * turn - 1).path("content").asText())
                        .isEqualTo(answers.get(turn - 1).path("content").asText());
            }
            assertThat(messages.path(messages.size() - 1).path("role").asText()).isEqualTo("user");
            assertThat(messages.path(messages.size() - 1).path("content").asText())
                    .contains("NEXT: ");
        }
    }

    @Test
    void later_prompts_name_the_ideas_already_mentioned() {
        String firstNewIdea = firstIdea(history.path("ideas"), "new");

        String lastInstruction = last(received.get(1)).path("content").asText();

        assertThat(lastInstruction).contains("- " + firstNewIdea);
    }

    @Test
    void ideas_are_counted_as_new_or_repeated_and_told_at_the_end() {
        JsonNode ideas = history.path("ideas");
        long fresh = Json.texts(ideas, "verdict").stream().filter("new"::equals).count();
        long repeated =
                Json.texts(ideas, "verdict").stream().filter("repeated"::equals).count();

        assertThat(fresh).isPositive();
        assertThat(history.path("conversation").path("new_ideas").asLong()).isEqualTo(fresh);
        assertThat(history.path("conversation").path("repeated_ideas").asLong()).isEqualTo(repeated);
        assertThat(talk.output()).contains(firstIdea(ideas, "new"));
    }

    @Test
    void the_stack_tells_scripts_what_it_runs() {
        JsonNode status = stack.status();

        assertThat(Json.texts(status.path("services"), "name"))
                .containsExactlyInAnyOrder("gateway", "router", "orchestrator", "ideas");
        assertThat(status.path("services")).allSatisfy(service -> {
            assertThat(service.path("ready").asBoolean()).isTrue();
            assertThat(service.path("pid").asLong()).isPositive();
            assertThat(service.path("management_url").asText()).startsWith("http://127.0.0.1:");
        });
        assertThat(status.path("nodes")).allSatisfy(node -> {
            assertThat(node.path("simulated").asBoolean()).isTrue();
            assertThat(node.path("state").asText()).isEqualTo("ready");
        });
        assertThat(status.path("postgres").path("pid").asLong()).isPositive();
        assertThat(status.path("redis").path("pid").asLong()).isPositive();
    }

    private List<JsonNode> answers() {
        return stream(history.path("messages")).stream()
                .filter(message -> message.path("role").asText().equals("assistant"))
                .toList();
    }

    /** The messages of every chat request about this subject that any node received, in the order of their length. */
    static List<JsonNode> promptsAbout(Stack stack, String subject) {
        return stack.nodes().stream()
                .map(node -> node.requests("/api/chat"))
                .flatMap(List::stream)
                .map(MainJobTest::body)
                .map(body -> body.path("messages"))
                .filter(messages -> messages.path(0).path("content").asText().contains(subject))
                .sorted(Comparator.comparingInt(JsonNode::size))
                .toList();
    }

    private static JsonNode body(JsonNode request) {
        JsonNode body = request.path("body");
        return body.isTextual() ? Json.read(body.asText()) : body;
    }

    private static String firstIdea(JsonNode ideas, String verdict) {
        return stream(ideas).stream()
                .filter(idea -> idea.path("verdict").asText().equals(verdict))
                .findFirst()
                .orElseThrow()
                .path("text")
                .asText();
    }

    private static JsonNode last(JsonNode messages) {
        return messages.path(messages.size() - 1);
    }

    private static List<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new java.util.ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
