package dev.parley.ideas.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Replace the street lamps.        | replace  the street LAMPS",
                "Schimbăm programul școlii        | schimbăm programul şcolii",
                "Țintă: o lună                    | Ţintă – o lună",
                "לִשְׁתֹּל עֵצִים                         | לשתל עצים",
                "52,000 ש״ח                       | 52,000 ש\"ח",
                "Das Maß nehmen                   | DAS MASS NEHMEN",
                "Don't close the pool             | don’t close the pool!",
                "Open the ﬁle store               | Open the file store",
                "Записать «аудиокниги»            | записать аудиокниги",
                "Cafe\u0301 at the station        | Caf\u00e9 at the station",
                "Set it to −5 °C                  | set it to -5 °C",
                "Ο ΔΡΟΜΟΣ                         | ο δρομος",
                "Buy ４ lamps                     | buy 4 lamps",
                "A\u200Bdd lamps                  | add lamps"
            })
    void what_a_reader_calls_the_same_has_one_key(String one, String other) {
        assertThat(CanonicalKey.of(one)).isEqualTo(CanonicalKey.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Close the pool at 22:00      | Close the pool at 20:00",
                "Heat to 14.5 °C              | Heat to 145 °C",
                "Cool to -5 °C                | Cool to 5 °C",
                "Cut 5% of the cost           | Cut 5 of the cost",
                "Pay 10 € a month             | Pay 10 $ a month",
                "Plant 10² trees              | Plant 102 trees",
                "Wait 2½ hours                | Wait 21⁄2 hours",
                "Do not switch off the lights | Do switch off the lights",
                "We can't sell it             | We can sell it",
                "Nu tăiem copacii             | Tăiem copacii",
                "Не закрывать двор            | закрывать двор",
                "לא לסגור את השער             | לסגור את השער",
                "Write it in C++              | Write it in C",
                "Run it 9-5                   | Run it 95"
            })
    void what_a_reader_calls_different_has_two_keys(String one, String other) {
        assertThat(CanonicalKey.of(one)).isNotEqualTo(CanonicalKey.of(other));
    }

    @Test
    void the_key_shows_what_is_left() {
        assertThat(CanonicalKey.of("**Schimbăm** programul de joi: 12:00–20:00, nu 9:00!")
                        .text())
                .isEqualTo("schimbăm programul de joi 12:00-20:00 nu 9:00");
    }

    @Test
    void a_verbatim_key_is_the_text_itself() {
        assertThat(CanonicalKey.verbatim("Ţintă, nu").text()).isEqualTo("Ţintă, nu");
    }

    @Test
    void the_fingerprint_is_short_whatever_the_length() {
        String fingerprint = CanonicalKey.of("word ".repeat(10_000)).fingerprint();

        assertThat(fingerprint).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(fingerprint)
                .isNotEqualTo(CanonicalKey.of("word ".repeat(9_999)).fingerprint());
    }
}
