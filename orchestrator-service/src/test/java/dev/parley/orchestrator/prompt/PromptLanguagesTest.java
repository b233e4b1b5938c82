package dev.parley.orchestrator.prompt;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromptLanguagesTest {

    private static final Map<Language, Pattern> LETTERS = Map.of(
            Language.EN, Pattern.compile("[A-Za-z]"),
            Language.RO, Pattern.compile("[A-Za-zăâîșțĂÂÎȘȚ]"),
            Language.RU, Pattern.compile("[А-Яа-яЁё]"),
            Language.HE, Pattern.compile("[א-ת]"));

    private static final String HOSTILE =
            "{config:quarkus.datasource.password} {#include ro/system /} {{x}} {subject} {! no !} {|raw|} <b>\"&'";

    private final Prompts prompts = new Prompts();

    static Stream<Arguments> every_role_in_every_language() {
        return Arrays.stream(Language.values())
                .flatMap(language -> Arrays.stream(Role.values()).map(role -> Arguments.of(language, role)));
    }

    @ParameterizedTest
    @MethodSource
    void every_role_in_every_language(Language language, Role role) {
        Speaker speaker = speaker(role, null, role == Role.CUSTOM ? HOSTILE : null);

        List<ChatMessage> told = prompts.messages(spec(language, speaker), speaker, List.of(), List.of(HOSTILE));

        String system = told.get(0).content();
        String instruction = told.get(1).content();
        assertThat(system).contains(HOSTILE).contains("700");
        assertThat(instruction)
                .contains("\n- " + HOSTILE + "\n")
                .contains("'NEXT: " + prompts.followUp(language) + "'");
        assertThat(role == Role.CUSTOM ? instruction : system.substring(system.lastIndexOf('\n')))
                .matches(text -> mostlyIn(language, text.replace(HOSTILE, "").replace("NEXT", "")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_language_has_a_line_of_its_own_for_each_role(Language language) {
        Set<String> lines = new HashSet<>();
        for (Role role : List.of(Role.GENERATOR, Role.CRITIC, Role.MODERATOR, Role.SYNTH)) {
            Speaker speaker = speaker(role, null);
            String system = prompts.messages(spec(language, speaker), speaker, List.of(), List.of())
                    .get(0)
                    .content();
            lines.add(system.substring(system.lastIndexOf('\n') + 1));
        }

        assertThat(lines).hasSize(4).noneMatch(String::isBlank);
    }

    private static boolean mostlyIn(Language language, String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long own = LETTERS.get(language).matcher(text).results().count();
        return letters > 0 && own == letters;
    }

    private static ConversationSpec spec(Language language, Speaker speaker) {
        return new ConversationSpec(
                HOSTILE, List.of(speaker), 5, 3, 50, language, Mode.ROUNDS, null, true, IdeasInPrompt.LAST30);
    }
}
