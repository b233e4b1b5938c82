package dev.parley.orchestrator.prompt;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFolderTest {

    @TempDir
    Path folder;

    @Test
    void a_file_of_the_operator_takes_the_place_of_ours_and_of_nothing_else() throws IOException {
        write("en/role-critic.txt", "Role: the house's own critic, \"sharp\" & <kind>\n");

        List<ChatMessage> critic = told(read(), Role.CRITIC);
        List<ChatMessage> generator = told(read(), Role.GENERATOR);

        assertThat(critic.get(0).content())
                .startsWith("You are discussing: ")
                .endsWith("\n\nRole: the house's own critic, \"sharp\" & <kind>");
        assertThat(generator.get(0).content()).endsWith("unusual combinations");
        assertThat(read().followUp(Language.RO)).startsWith("Ce idei concrete");
    }

    @Test
    void a_template_may_decide_by_its_data() throws IOException {
        write("en/instruction.txt", "{#if ideas}Known:\n- {ideas}{#else}Nothing is known.{/if} NEXT: {question}");

        assertThat(told(read(), Role.CRITIC).get(1).content())
                .isEqualTo("Nothing is known. NEXT: What concrete, non-repeated ideas can you add next?");
    }

    @Test
    void a_mistake_is_named_with_its_file_and_line() throws IOException {
        write("he/system.txt", "{subject}\n{max_tokens}\n{#if role}{role}");

        assertThatThrownBy(this::read)
                .hasMessageContaining(folder.resolve("he/system.txt") + ", line 3")
                .hasMessageContaining("if");
    }

    @Test
    void data_that_a_text_is_not_given_is_a_mistake() throws IOException {
        write("ru/question.txt", "Что дальше?\n{config:quarkus.datasource.password}");
        assertThatThrownBy(this::read).hasMessageContaining("ru/question.txt, line 2");

        write("ru/question.txt", "Что дальше?\n\n{subjekt}");
        assertThatThrownBy(this::read).hasMessageContaining("ru/question.txt, line 3");

        write("ru/question.txt", "{#include ru/system /}");
        assertThatThrownBy(this::read).hasMessageContaining("ru/question.txt, line 1");
    }

    @Test
    void a_name_that_says_nothing_to_us_is_not_overlooked() throws IOException {
        write(".hidden/whatever", "x");
        write("ro/rol-critic.txt", "x");
        assertThatThrownBy(this::read)
                .hasMessageContaining("ro/rol-critic.txt")
                .hasMessageContaining("role-critic.txt");

        Files.delete(folder.resolve("ro/rol-critic.txt"));
        write("rumanian/system.txt", "x");
        assertThatThrownBy(this::read).hasMessageContaining("rumanian").hasMessageContaining("en, ro, ru, he");
    }

    @Test
    void what_is_no_page_of_text_is_refused() throws IOException {
        write("en/question.txt", "x".repeat(65_537));
        assertThatThrownBy(this::read).hasMessageContaining("en/question.txt").hasMessageContaining("65,536");

        Files.write(folder.resolve("en/question.txt"), new byte[] {'a', (byte) 0xC3, '('});
        assertThatThrownBy(this::read).hasMessageContaining("en/question.txt: not UTF-8");

        write("en/question.txt", " \n");
        assertThatThrownBy(this::read).hasMessageContaining("en/question.txt: says nothing");
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        assertThatThrownBy(() -> new Prompts(() -> Optional.of(folder.resolve("none"))))
                .hasMessageContaining(folder.resolve("none").toString());
    }

    private Prompts read() {
        return new Prompts(() -> Optional.of(folder));
    }

    private static List<ChatMessage> told(Prompts prompts, Role role) {
        Speaker speaker = speaker(role, null);
        return prompts.messages(Specs.spec(5, speaker), speaker, List.of(), List.of());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
