package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Command;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The main job of the README: one command, three agents, two rounds, over everything that is real. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {

    private static final String SUBJECT = "How can a small town cut its energy bill?";
    private static final String ROMANIAN_SUBJECT = "Cum reduce un oraș mic factura la energie?";

    private Stack stack;
    private List<SimulatedNodeControl> nodes;
    private Talk talk;
    private Talk romanian;

    /**
     * A conversation of three agents and two rounds, and the messages of each chat request that nodes received for it, in
     * the order in which they came.
     */
    private record Talk(String subject, int exitCode, String output, JsonNode history, List<JsonNode> received) {

        List<JsonNode> answers() {
            return stream(history.path("messages")).stream()
                    .filter(message -> message.path("role").asText().equals("assistant"))
                    .toList();
        }
    }

    @BeforeAll
    void talk_in_two_languages(Stack stack) {
        this.stack = stack;
        nodes = stack.nodes();
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 300, "repeat_share", 0.5)));
        talk = talk(SUBJECT);
        romanian = talk(ROMANIAN_SUBJECT, "--language", "ro");
    }

    @AfterAll
    void nodes_as_before() {
        nodes.forEach(SimulatedNodeControl::asBefore);
    }

    private Talk talk(String subject, String... options) {
        List<String> line = new ArrayList<>(List.of("talk", subject, "--rounds", "2", "--pause", "0"));
        line.addAll(List.of(options));
        try (Command command = stack.run(line.toArray(String[]::new))) {
            int exitCode = command.exitCode(Duration.ofSeconds(120));
            String conversation = stack.gateway()
                    .read("/api/conversations?limit=1")
                    .path("conversations")
                    .path(0)
                    .path("id")
                    .asText();
            return new Talk(
                    subject,
                    exitCode,
                    command.output() + command.errors(),
                    stack.gateway().read("/api/conversations/" + conversation + "/history"),
                    promptsAbout(stack, subject));
        }
    }

    @Test
    void it_ends_well_and_says_why_it_ended() {
        assertThat(List.of(talk, romanian)).allSatisfy(ended -> {
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("rounds");
            assertThat(ended.history().path("conversation").path("status").asText())
                    .isEqualTo("completed");
            assertThat(ended.history().path("conversation").path("stop_reason").asText())
                    .isEqualTo("rounds");
        });
    }

    @Test
    void six_turns_follow_one_another_in_round_robin() {
        List<JsonNode> answers = talk.answers();

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
        assertFollowUps(talk, Wording.ENGLISH);
        assertFollowUps(romanian, Wording.ROMANIAN);
    }

    private static void assertFollowUps(Talk talk, Wording wording) {
        List<JsonNode> messages = stream(talk.history().path("messages"));
        assertThat(messages).hasSize(12);
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i).path("role").asText()).isEqualTo("assistant");
            assertThat(messages.get(i + 1).path("role").asText()).isEqualTo("user");
            assertThat(messages.get(i + 1).path("content").asText()).isEqualTo(wording.question);
        }
    }

    @Test
    void every_prompt_is_the_role_the_whole_history_so_far_and_the_ideas_already_mentioned() {
        assertPrompts(talk, Wording.ENGLISH);
        assertPrompts(romanian, Wording.ROMANIAN);
    }

    private static void assertPrompts(Talk talk, Wording wording) {
        List<JsonNode> history = stream(talk.history().path("messages"));
        assertThat(talk.received()).hasSize(6);
        for (int turn = 1; turn <= 6; turn++) {
            List<String> expected = new ArrayList<>();
            String role = talk.answers().get(turn - 1).path("agent_role").asText();
            expected.add("system: " + wording.system(talk.subject(), role));
            history.subList(0, 2 * (turn - 1)).forEach(message -> expected.add(said(message)));
            expected.add("user: " + wording.instruction(newIdeasBefore(talk, turn)));

            assertThat(stream(talk.received().get(turn - 1)))
                    .as("prompt of turn %s", turn)
                    .extracting(MainJobTest::said)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static String said(JsonNode message) {
        return message.path("role").asText() + ": " + message.path("content").asText();
    }

    /** The last thirty. */
    private static List<String> newIdeasBefore(Talk talk, int turn) {
        List<String> ideas = stream(talk.history().path("ideas")).stream()
                .filter(idea -> idea.path("turn").asInt() < turn)
                .filter(idea -> idea.path("verdict").asText().equals("new"))
                .map(idea -> idea.path("text").asText())
                .toList();
        return ideas.subList(Math.max(0, ideas.size() - 30), ideas.size());
    }

    @Test
    void ideas_are_counted_as_new_or_repeated_and_told_at_the_end() {
        JsonNode ideas = talk.history().path("ideas");
        JsonNode conversation = talk.history().path("conversation");
        long fresh = Json.texts(ideas, "verdict").stream().filter("new"::equals).count();
        long repeated =
                Json.texts(ideas, "verdict").stream().filter("repeated"::equals).count();

        assertThat(fresh).isPositive();
        assertThat(repeated).isPositive();
        assertThat(conversation.path("new_ideas").asLong()).isEqualTo(fresh);
        assertThat(conversation.path("repeated_ideas").asLong()).isEqualTo(repeated);
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

    /** The messages of every chat request about this subject that any node received, in the order in which they came. */
    static List<JsonNode> promptsAbout(Stack stack, String subject) {
        return stack.nodes().stream()
                .map(node -> node.requests("/api/chat"))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(
                        request -> Instant.parse(request.path("received_at").asText())))
                .map(MainJobTest::body)
                .map(body -> body.path("messages"))
                .filter(messages -> messages.path(0).path("content").asText().contains(subject))
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

    private static List<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /** What the first system said, word for word, and its translation. */
    private enum Wording {
        ENGLISH(
                """
                You are discussing: %s.
                Answer concisely (at most 700 tokens), clearly, in English.

                General rules:
                1) Avoid repetition
                2) Add at least ONE NEW IDEA compared with the list 'Ideas already mentioned'
                3) List ideas as short, concrete, testable bullets
                4) Be specific (figures, conditions, costs, steps)

                %s""",
                Map.of(
                        "generator", "Role: GENERATOR – propose new ideas, unusual combinations",
                        "critic", "Role: CRITIC – point out risks/limitations and offer improvements",
                        "synth", "Role: SYNTHESISER – combine ideas, remove redundancy"),
                """
                Ideas already mentioned:
                - %s
                Make sure that every new point is non-repeated. After the ideas, end with: 'NEXT: %s'""",
                "What concrete, non-repeated ideas can you add next?"),
        ROMANIAN(
                """
                Discuți despre: %s.
                Răspunde concis (max 700 tokeni), clar, în română.

                Reguli generale:
                1) Evită repetițiile
                2) Adaugă cel puțin O IDEE NOUĂ față de lista 'Idei deja menționate'
                3) Listează ideile ca bullets scurte, concrete, testabile
                4) Fii specific (cifre, condiții, costuri, pași)

                %s""",
                Map.of(
                        "generator", "Rol: GENERATOR – propune idei noi, combinații neobișnuite",
                        "critic", "Rol: CRITIC – semnalează riscuri/limitări și oferă îmbunătățiri",
                        "synth", "Rol: SINTETIZATOR – combină idei, elimină redundanță"),
                """
                Idei deja menționate:
                - %s
                Asigură-te că fiecare punct nou este ne-repetat. După idei, încheie cu: 'NEXT: %s'""",
                "Ce idei concrete, ne-repetate, poți adăuga mai departe?");

        private final String system;
        private final Map<String, String> roles;
        private final String instruction;
        private final String question;

        Wording(String system, Map<String, String> roles, String instruction, String question) {
            this.system = system;
            this.roles = roles;
            this.instruction = instruction;
            this.question = question;
        }

        String system(String subject, String role) {
            return system.formatted(subject, roles.get(role));
        }

        String instruction(List<String> ideas) {
            return instruction.formatted(String.join("\n- ", ideas), question);
        }
    }
}
