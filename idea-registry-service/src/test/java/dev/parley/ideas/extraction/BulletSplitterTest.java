package dev.parley.ideas.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulletSplitterTest {

    private static final AnswerSplitter SPLITTER = AnswerSplitter.bullets(new ExtractionBounds(200, 2000));

    /** An answer as models write them, and the ideas a person finds in it. */
    record Sample(String name, String answer, List<String> ideas) {

        static List<Sample> all() {
            try (Stream<Path> files = Files.list(folder())) {
                return files.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .map(Sample::read)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Sample read(Path file) {
            String name = file.getFileName().toString().replace(".md", "");
            try {
                return new Sample(
                        name, Files.readString(file), Files.readAllLines(file.resolveSibling(name + ".ideas")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path folder() {
            try {
                return Path.of(Objects.requireNonNull(Sample.class.getResource("/answers"))
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> samples() {
        return Sample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_answer_is_cut_as_a_person_would(Sample sample) {
        assertThat(SPLITTER.split(sample.answer())).containsExactlyElementsOf(sample.ideas());
    }

    @Test
    void nothing_is_lost_and_nothing_is_invented_over_all_samples() {
        int found = 0;
        int right = 0;
        int wanted = 0;
        for (Sample sample : Sample.all()) {
            Set<String> ideas = new HashSet<>(SPLITTER.split(sample.answer()));
            found += ideas.size();
            wanted += sample.ideas().size();
            right += (int) sample.ideas().stream().filter(ideas::contains).count();
        }

        assertThat((double) right / found).as("precision").isGreaterThanOrEqualTo(0.95);
        assertThat((double) right / wanted).as("recall").isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- ",
                "* ",
                "+ ",
                "• ",
                "•",
                "– ",
                "— ",
                "▪ ",
                "● ",
                "→ ",
                "✅ ",
                "1. ",
                "12) ",
                "(3) ",
                "[4] ",
                "1.2. ",
                "a) ",
                "(b) ",
                "c. ",
                "iv. ",
                "б) ",
                "в. ",
                "ג. ",
                "2️⃣ ",
                "- [ ] ",
                "- 3. ",
                "> - ",
                "**Idea 4:** ",
                "Ideea nr. 2: ",
                "Идея № 5. ",
                "רעיון 7: "
            })
    void every_common_mark_opens_an_item(String mark) {
        List<String> ideas = SPLITTER.split("Hello to all of you here.\n\n" + mark + "Plant trees at the station\n");

        assertThat(ideas).containsExactly("Plant trees at the station");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Heat the pool to 27.5 °C from May on.",
                "See https://pool.example.org/plan-2.1?day=mon;all for the plan.",
                "Lend e-bikes to first-time riders, i.e. to anyone under 18.",
                "Ask Mr. Brown of Elm St. 7 for the key.",
                "Запустить версию 2.0 и т. д. на этой неделе.",
                "Mutăm stația nr. 7 pe str. Morii nr. 12.",
                "Charge 1,200.50 a year...and not a cent more."
            })
    void what_looks_like_an_end_but_is_none_is_kept_whole(String sentence) {
        assertThat(SPLITTER.split(sentence)).containsExactly(sentence);
    }

    @Test
    void markup_is_taken_off() {
        String answer =
                "- **Use** `git bisect` on _every_ ~~old~~ branch of [the repo](https://git.example.org), 2 * 3 * 4 times in snake_case_files\n";

        assertThat(SPLITTER.split(answer))
                .containsExactly("Use git bisect on every old branch of the repo, 2 * 3 * 4 times in snake_case_files");
    }

    @Test
    void a_title_with_details_is_the_idea() {
        String answer =
                "1. **Rent out the roofs**\n   - Cost: nothing\n   - saves 40%\n2. **Plant trees**\n   Ten along the fence.\n";

        assertThat(SPLITTER.split(answer)).containsExactly("Rent out the roofs", "Plant trees: Ten along the fence.");
    }

    @Test
    void a_risk_is_an_idea_only_with_a_way_out() {
        String answer =
                "Risks first, then how to keep the good part:\n- Risk: nobody comes, so begin on a market day\n- Risk: rain\n"
                        + "- Слабое место: нет хозяина, поэтому назначить его на год\n";

        assertThat(SPLITTER.split(answer))
                .containsExactly(
                        "Risk: nobody comes, so begin on a market day",
                        "Слабое место: нет хозяина, поэтому назначить его на год");
    }

    @Test
    void a_question_is_an_idea_only_if_it_suggests_something() {
        String answer = "- Why not lend the stalls for free?\n- Who measures the noise?\n- De ce nu deschidem seara?\n";

        assertThat(SPLITTER.split(answer))
                .containsExactly("Why not lend the stalls for free?", "De ce nu deschidem seara?");
    }

    @Test
    void code_tables_and_reasoning_are_no_ideas() {
        String answer =
                "<think>\n- maybe lamps?\n</think>\n```\n- echo off\n```\n| idea | cost |\n|---|---|\n| lamps | 3 |\n\n- Replace the lamps\n";

        assertThat(SPLITTER.split(answer)).containsExactly("Replace the lamps");
    }

    @Test
    void nothing_after_the_closing_line_is_an_idea() {
        assertThat(SPLITTER.split("- Replace the lamps\n\nNEXT:\n- who pays for it\n"))
                .containsExactly("Replace the lamps");
        assertThat(SPLITTER.split("- Replace the lamps\n- NEXT: who pays for it\n"))
                .containsExactly("Replace the lamps");
    }

    @Test
    void an_answer_may_have_no_idea() {
        assertThat(SPLITTER.split("")).isEmpty();
        assertThat(SPLITTER.split("...\n- \n* ok\n")).isEmpty();
    }

    @Test
    void an_answer_gives_no_more_than_its_bounds() {
        AnswerSplitter bounded = AnswerSplitter.bullets(new ExtractionBounds(2, 10));

        assertThat(bounded.split("- Replace the lamps\n- Plant trees\n- Mend the bridge\n"))
                .containsExactly("Replace th", "Plant tree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "*", "- ", "`", "~~", "(", "**1", "a. ", "<b", "\\", "x_", "1.", "! [", "\n", "  - a\n", "– so "
            })
    void a_text_of_nothing_but_marks_is_cut_in_linear_time(String pattern) {
        String answer = pattern.repeat(200_000 / pattern.length());

        // Linear work takes a tenth of a second, quadratic work minutes.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SPLITTER.split(answer));
    }

    static List<String> longAnswers() {
        return List.of(
                "# a" + " ".repeat(200_000) + "b",
                "!".repeat(200_000) + "x",
                "- a\n" + "  b\n".repeat(50_000),
                "- **a**\n" + "  b\n".repeat(50_000),
                "a, ".repeat(70_000),
                "we could ".repeat(20_000) + ".",
                "- " + "x. Y".repeat(50_000),
                "> ".repeat(100_000),
                "[a](".repeat(50_000),
                "**a".repeat(70_000),
                "a:\n".repeat(70_000));
    }

    @ParameterizedTest
    @MethodSource("longAnswers")
    void a_long_odd_answer_is_cut_in_linear_time(String answer) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SPLITTER.split(answer));
    }
}
