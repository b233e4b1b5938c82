package dev.parley.orchestrator.prompt;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptsTest {

    private static final String BASE_RO = """
            Discuți despre: frica de "eșec".
            Răspunde concis (max 700 tokeni), clar, în română.

            Reguli generale:
            1) Evită repetițiile
            2) Adaugă cel puțin O IDEE NOUĂ față de lista 'Idei deja menționate'
            3) Listează ideile ca bullets scurte, concrete, testabile
            4) Fii specific (cifre, condiții, costuri, pași)

            """;

    private static final String BASE_EN = """
            You are discussing: frica de "eșec".
            Answer concisely (at most 700 tokens), clearly, in English.

            General rules:
            1) Avoid repetition
            2) Add at least ONE NEW IDEA compared with the list 'Ideas already mentioned'
            3) List ideas as short, concrete, testable bullets
            4) Be specific (figures, conditions, costs, steps)

            """;

    private final Prompts prompts = new Prompts();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GENERATOR    | Rol: GENERATOR – propune idei noi, combinații neobișnuite
                    CRITIC       | Rol: CRITIC – semnalează riscuri/limitări și oferă îmbunătățiri
                    MODERATOR    | Rol: MODERATOR – impune noutatea, rezumă, pune întrebări
                    SYNTH        | Rol: SINTETIZATOR – combină idei, elimină redundanță
                    SINTETIZATOR | Rol: SINTETIZATOR – combină idei, elimină redundanță
                    """)
    void romanian_is_word_for_word_the_first_systems(Role role, String line) {
        Speaker speaker = speaker(role, null);

        List<ChatMessage> messages = prompts.messages(Specs.v4(speaker, speaker), speaker, List.of(), List.of());

        assertThat(messages.get(0)).isEqualTo(new ChatMessage(MessageRole.SYSTEM, BASE_RO + line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GENERATOR    | Role: GENERATOR – propose new ideas, unusual combinations
                    CRITIC       | Role: CRITIC – point out risks/limitations and offer improvements
                    MODERATOR    | Role: MODERATOR – insist on novelty, summarise, ask questions
                    SYNTH        | Role: SYNTHESISER – combine ideas, remove redundancy
                    SINTETIZATOR | Role: SYNTHESISER – combine ideas, remove redundancy
                    """)
    void english_says_the_same(Role role, String line) {
        Speaker speaker = speaker(role, null);

        List<ChatMessage> messages = prompts.messages(Specs.spec(5, speaker), speaker, List.of(), List.of());

        assertThat(messages.get(0)).isEqualTo(new ChatMessage(MessageRole.SYSTEM, BASE_EN + line));
    }

    @Test
    void a_custom_role_has_its_callers_words_and_any_other_role_both() {
        Speaker custom = speaker(Role.CUSTOM, null, "Play the mayor.");
        Speaker critic = speaker(Role.CRITIC, null, "Be kind.");
        ConversationSpec spec = Specs.spec(5, custom, critic);

        String own = prompts.messages(spec, custom, List.of(), List.of()).get(0).content();
        String both =
                prompts.messages(spec, critic, List.of(), List.of()).get(0).content();

        assertThat(own).isEqualTo(BASE_EN + "Play the mayor.");
        assertThat(both).endsWith("offer improvements\nBe kind.");
    }

    @Test
    void last_comes_the_list_of_ideas_and_the_request_for_something_new() {
        Speaker speaker = speaker(Role.CRITIC, null);

        List<ChatMessage> messages =
                prompts.messages(Specs.v4(speaker), speaker, List.of(), List.of("  Vânt PE dealuri ", "soare"));

        assertThat(messages.get(messages.size() - 1)).isEqualTo(new ChatMessage(MessageRole.USER, """
                                Idei deja menționate:
                                - vânt pe dealuri
                                - soare
                                Asigură-te că fiecare punct nou este ne-repetat. După idei, încheie cu: 'NEXT: Ce idei concrete, ne-repetate, poți adăuga mai departe?'"""));
    }

    @Test
    void before_the_first_idea_the_list_is_there_and_empty_as_in_the_first_system() {
        Speaker speaker = speaker(Role.CRITIC, null);

        List<ChatMessage> messages = prompts.messages(Specs.v4(speaker), speaker, List.of(), List.of());

        assertThat(messages.get(1).content()).startsWith("Idei deja menționate:\n- \nAsigură-te");
    }

    @Test
    void the_newest_thirty_ideas_are_shown_and_keep_their_case_outside_the_first_system() {
        Speaker speaker = speaker(Role.CRITIC, null);
        List<String> ideas =
                IntStream.rangeClosed(1, 31).mapToObj(i -> "Idea " + i).toList();

        String shown = prompts.messages(Specs.spec(5, speaker), speaker, List.of(), ideas)
                .get(1)
                .content();

        assertThat(shown).startsWith("Ideas already mentioned:\n- Idea 2\n").contains("- Idea 31\nMake sure");
    }

    @Test
    void the_newest_messages_of_the_history_are_shown() {
        Speaker speaker = speaker(Role.CRITIC, null);
        ConversationSpec spec = new ConversationSpec(
                "s", List.of(speaker), 5, 3, 2, Language.EN, Mode.ROUNDS, null, true, IdeasInPrompt.LAST30);
        List<ChatMessage> history = List.of(
                new ChatMessage(MessageRole.ASSISTANT, "old"),
                new ChatMessage(MessageRole.USER, "older?"),
                new ChatMessage(MessageRole.ASSISTANT, "new"),
                new ChatMessage(MessageRole.USER, "newer?"));

        List<ChatMessage> messages = prompts.messages(spec, speaker, history, List.of());

        assertThat(messages.subList(1, 3)).isEqualTo(history.subList(2, 4));
        assertThat(messages).hasSize(4);
    }

    @Test
    void what_callers_and_agents_write_is_never_a_template() {
        Speaker speaker = speaker(Role.CUSTOM, null, "{#for i in 9}{i}{/for} {role}");
        ConversationSpec spec = new ConversationSpec(
                "{max_tokens} {#if true}x{/if} {inject:env} \\{",
                List.of(speaker),
                5,
                3,
                50,
                Language.EN,
                Mode.ROUNDS,
                null,
                true,
                IdeasInPrompt.LAST30);

        List<ChatMessage> messages =
                prompts.messages(spec, speaker, List.of(), List.of("{question} {ideas}", "{#each}"));

        assertThat(messages.get(0).content())
                .startsWith("You are discussing: {max_tokens} {#if true}x{/if} {inject:env} \\{.\n")
                .endsWith("\n\n{#for i in 9}{i}{/for} {role}");
        assertThat(messages.get(1).content()).contains("- {question} {ideas}\n- {#each}\n");
    }

    @Test
    void the_follow_up_question_is_the_languages_own() {
        assertThat(prompts.followUp(Language.RO)).isEqualTo("Ce idei concrete, ne-repetate, poți adăuga mai departe?");
        assertThat(prompts.followUp(Language.EN)).isEqualTo("What concrete, non-repeated ideas can you add next?");
    }
}
