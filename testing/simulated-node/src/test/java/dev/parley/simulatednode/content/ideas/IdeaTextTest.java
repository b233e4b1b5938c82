package dev.parley.simulatednode.content.ideas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.content.Message;
import dev.parley.simulatednode.content.Mixing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdeaTextTest {

    private static final String ENGLISH = "You are discussing: How can a small town cut its energy bill?.\n"
            + "Answer concisely (at most 700 tokens).\nRole: GENERATOR – propose new ideas";

    private final IdeaText ideas = new IdeaText();

    @Test
    void a_text_is_an_opening_line_some_bullets_and_the_next_question() {
        for (long seed = 0; seed < 200; seed++) {
            List<String> lines = write(ENGLISH, "Begin.", seed, 0).lines().toList();

            assertThat(lines.get(0)).endsWith(":");
            assertThat(lines.subList(1, lines.size() - 1))
                    .hasSizeBetween(3, 5)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.startsWith("- ") && line.length() > 20);
            assertThat(lines.get(lines.size() - 1)).startsWith("NEXT: ").endsWith("?");
        }
    }

    @Test
    void the_words_of_the_subject_are_woven_in_and_no_slot_stays_open() {
        String text = write(ENGLISH, "Begin.", 1, 0);

        assertThat(text).contains("the energy bill").doesNotContain("{", "}");
    }

    @Test
    void the_asked_ending_is_kept_word_for_word() {
        assertThat(write(ENGLISH, "After the ideas, close with: 'NEXT: What else can you add?'", 1, 0))
                .endsWith("\nNEXT: What else can you add?");
    }

    @Test
    void there_is_enough_material_for_a_long_conversation() {
        Set<String> bullets = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            write(ENGLISH, "Begin.", seed, 0)
                    .lines()
                    .filter(line -> line.startsWith("- "))
                    .forEach(bullets::add);
        }

        assertThat(bullets).hasSizeGreaterThan(250);
        assertThat(Material.of(Language.EN).ideas())
                .hasSizeGreaterThanOrEqualTo(60)
                .allMatch(pattern -> pattern.wordings().size() >= 2);
    }

    @ParameterizedTest
    @CsvSource({
        "GENERATOR,GENERATOR",
        "CRITIC,CRITIC",
        "MODERATOR,MODERATOR",
        "SINTETIZATOR,SYNTH",
        "Synth,SYNTH",
        "poet,OTHER"
    })
    void the_role_is_found_in_the_system_prompt(String word, String role) {
        assertThat(Role.in("Discuți despre: critica de artă.\nRol: " + word + " – ceva"))
                .isEqualTo(Role.valueOf(role));
    }

    @Test
    void a_critic_names_a_risk_of_an_earlier_idea_and_a_way_out() {
        String critic = ENGLISH.replace("GENERATOR – propose new ideas", "CRITIC – point out risks");
        String idea = "Hold repair days for heating at the library, one every 6 weeks";

        String text = ideas.write(
                List.of(
                        new Message("system", critic),
                        new Message("assistant", "- " + idea),
                        new Message("user", "Go on")),
                0,
                Mixing.random(3));

        assertThat(text.lines().filter(line -> line.contains("\"" + idea + "\"") && line.contains(", so ")))
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void a_synth_combines_two_earlier_ideas() {
        String synth = ENGLISH.replace("GENERATOR – propose new ideas", "SYNTH – combine");
        List<Message> messages = List.of(
                new Message("system", synth),
                new Message("assistant", "- Plant trees beside the school\n- Paint the roof of the library white"),
                new Message("user", "Go on"));

        String text = ideas.write(messages, 0, Mixing.random(3));

        assertThat(text).contains("Plant trees beside the school").contains("Paint the roof of the library white");
    }

    @Test
    void earlier_ideas_come_back_word_for_word_or_in_other_words() {
        List<String> first = bullets(write(ENGLISH, "Begin.", 5, 0));
        List<Message> messages = List.of(
                new Message("system", ENGLISH),
                new Message("assistant", String.join("\n", first)),
                new Message("user", "Go on"));
        int verbatim = 0;
        int reworded = 0;
        for (long seed = 0; seed < 60; seed++) {
            for (String bullet : bullets(ideas.write(messages, 1, Mixing.random(seed)))) {
                verbatim += first.contains(bullet) ? 1 : 0;
                reworded += first.contains(bullet) ? 0 : 1;
            }
        }

        assertThat(verbatim).isGreaterThan(10);
        assertThat(reworded).isGreaterThan(10);
    }

    @Test
    void what_is_fresh_is_not_an_idea_that_the_conversation_has() {
        List<Message> messages = new ArrayList<>(List.of(new Message("system", ENGLISH)));
        List<String> all = new ArrayList<>();
        for (int turn = 0; turn < 12; turn++) {
            String text = ideas.write(messages, 0, Mixing.random(turn));
            all.addAll(bullets(text));
            messages.add(new Message("assistant", text));
            messages.add(new Message("user", "Go on"));
        }

        List<Material.Idea> used = all.stream()
                .map(bullet -> Material.of(Language.EN).ideas().stream()
                        .filter(idea -> idea.made(bullet.substring(2)))
                        .findFirst()
                        .orElseThrow())
                .toList();
        assertThat(used).hasSizeGreaterThan(36).doesNotHaveDuplicates();
    }

    @Test
    void remarks_are_about_ideas_and_not_about_remarks() {
        String critic = ENGLISH.replace("GENERATOR – propose new ideas", "CRITIC – point out risks");
        List<Message> messages = new ArrayList<>(List.of(new Message("system", critic)));
        for (int turn = 0; turn < 6; turn++) {
            messages.add(new Message("assistant", ideas.write(messages, 0, Mixing.random(turn))));
        }

        assertThat(messages).allMatch(message -> !message.content().matches("(?s).*\"(Risk|Limit|Weak point):.*"));
    }

    @Test
    void an_idea_in_other_words_keeps_its_numbers_and_places() {
        Wording wording = new Wording(Material.of(Language.EN), new Subject("heating", "heating"), Mixing.random(1));

        String other = wording.reworded("Run a 6 week trial of heating at the library with a budget of 500 euro")
                .orElseThrow();

        assertThat(other).isNotEqualTo("Run a 6 week trial of heating at the library with a budget of 500 euro");
        assertThat(other).contains("6", "500 euro").containsIgnoringCase("the library");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Discuți despre: cum poate un oraș mic să reducă factura la energie.|RO|energie",
                "Обсуждаем: как маленькому городу снизить счета за электроэнергию.|RU|электроэнергию",
                "דיון על: איך עיר קטנה יכולה להפחית את חשבון החשמל.|HE|החשמל"
            })
    void the_language_of_the_prompt_is_that_of_the_ideas(String prompt, String language, String word) {
        String text = write(prompt, "...", 2, 0);

        assertThat(Language.of(prompt)).isEqualTo(Language.valueOf(language));
        assertThat(text).contains(word).contains("\n- ").contains("\nNEXT: ");
        assertThat(Language.of(text.replace("NEXT", ""))).isEqualTo(Language.valueOf(language));
    }

    @Test
    void every_language_fills_all_its_patterns() {
        for (Language language : Language.values()) {
            Wording wording = new Wording(Material.of(language), new Subject("A", "B"), Mixing.random(1));
            List<String> all = new ArrayList<>();
            Material.of(language)
                    .ideas()
                    .forEach(pattern -> pattern.wordings().forEach(each -> all.add(wording.fill(each, Map.of()))));

            assertThat(all).hasSizeGreaterThan(45).allMatch(line -> !line.contains("{"));
        }
    }

    @Test
    void a_subject_of_any_kind_gives_something_to_talk_about() {
        for (String subject :
                List.of("?", "AI", "the", "Wie spart man Strom?", "\"quotes\" and, commas", "a".repeat(5_000))) {
            String text = write("You are discussing: " + subject + ".\nRole: GENERATOR", "Begin.", 1, 0);

            assertThat(text.lines().count()).isBetween(5L, 7L);
            assertThat(text.length()).isLessThan(20_000);
        }
    }

    private String write(String system, String user, long seed, double repeats) {
        return ideas.write(
                List.of(new Message("system", system), new Message("user", user)), repeats, Mixing.random(seed));
    }

    private static List<String> bullets(String text) {
        return text.lines().filter(line -> line.startsWith("- ")).toList();
    }
}
