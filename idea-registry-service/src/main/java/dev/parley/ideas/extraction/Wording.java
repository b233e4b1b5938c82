package dev.parley.ideas.extraction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words by which a sentence shows that it proposes, rejects, or only reports something. They are data: one file per
 * language under {@code extraction/}, all read together, because agents mix languages.
 */
final class Wording {

    private static final List<String> LANGUAGES = List.of("en", "ro", "ru", "he");
    private static final Wording OF_THE_HOUSE = read();

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("(?<=\\p{IsLatin})\\p{M}+");

    /** First person plural: "we switch off". Short words of this form are mostly nouns. */
    private static final Pattern WE_DO = Pattern.compile("\\p{IsCyrillic}{3,}[аяуеё][её]м|\\p{IsLatin}{3,}ăm");

    /** What opens a clause that proposes: a Romanian "we", a Russian or Hebrew infinitive. */
    private static final Pattern OPENS_A_PROPOSAL = Pattern.compile(
            "\\p{IsLatin}{2,}[ei]m|\\p{IsCyrillic}+(?:[аяеиуоы]ть|[йз]ти|ести|чь|ться|тись)|ל\\p{IsHebrew}{3,}");

    /** "Risks and limits" heads risks; "Risks first, then how to avoid them" heads more. */
    private static final int LONGEST_HEAD = 3;

    private final Map<String, Set<String>> lists;

    private Wording(Map<String, Set<String>> lists) {
        this.lists = lists;
    }

    static Wording ofTheHouse() {
        return OF_THE_HOUSE;
    }

    /** Whether this clause says that something should be done. */
    boolean proposes(String clause) {
        Words words = Words.of(clause);
        return list("verbs").contains(words.first())
                || words.firstHas(OPENS_A_PROPOSAL, list("not-verbs"))
                || words.contain(list("proposals"))
                || words.hasOne(WE_DO, list("not-verbs"));
    }

    /** Whether this clause says that something should not be done. */
    boolean rejects(String clause) {
        return Words.of(clause).contain(list("rejections"));
    }

    /** Whether what stands under this heading is facts, risks, sources or questions, and no proposals. */
    boolean headsOtherMatter(String heading) {
        Words words = Words.of(heading);
        return words.contain(list("rejections"))
                || words.are(list("labels"))
                || (words.count() <= LONGEST_HEAD && words.beginWith(list("labels")));
    }

    /** Whether what stands after this label is a fact, a risk or a source, and no proposal. */
    boolean labelsOtherMatter(String label) {
        Words words = Words.of(label);
        return words.beginWith(list("labels")) || words.contain(list("rejections"));
    }

    /** Whether this is, word for word, such a label. */
    boolean isLabelOfOtherMatter(String label) {
        return Words.of(label).are(list("labels"));
    }

    /** Whether something is drawn from what was said: "so", "therefore". */
    boolean concludes(String text) {
        return Words.of(text).contain(list("conclusions"));
    }

    /** Whether this question suggests something: "why not". */
    boolean suggests(String question) {
        return Words.of(question).contain(list("suggestions"));
    }

    private Set<String> list(String name) {
        return lists.getOrDefault(name, Set.of());
    }

    private static Wording read() {
        Map<String, Set<String>> lists = new HashMap<>();
        for (String language : LANGUAGES) {
            Set<String> current = new HashSet<>();
            for (String line : lines("/extraction/" + language + ".txt")) {
                if (line.startsWith("[")) {
                    current = lists.computeIfAbsent(line.substring(1, line.length() - 1), name -> new HashSet<>());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(line.strip());
                }
            }
        }
        return new Wording(lists);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** A text as its words, twice: as written and without Latin accents, since many write without. */
    private record Words(String written, String plain) {

        static Words of(String text) {
            String lower = text.toLowerCase(Locale.ROOT).replace('ş', 'ș').replace('ţ', 'ț');
            String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFD);
            return new Words(padded(lower), padded(ACCENTS.matcher(decomposed).replaceAll("")));
        }

        private static String padded(String text) {
            return " " + NOT_A_WORD.matcher(text).replaceAll(" ").strip() + " ";
        }

        boolean contain(Set<String> phrases) {
            return phrases.stream().anyMatch(this::contains);
        }

        private boolean contains(String phrase) {
            String whole = " " + phrase + " ";
            return written.contains(whole) || plain.contains(whole);
        }

        int count() {
            return plain.isBlank() ? 0 : plain.strip().split(" ").length;
        }

        boolean are(Set<String> phrases) {
            return phrases.contains(written.strip()) || phrases.contains(plain.strip());
        }

        boolean beginWith(Set<String> phrases) {
            return phrases.stream().map(phrase -> " " + phrase + " ").anyMatch(this::startsWith);
        }

        private boolean startsWith(String phrase) {
            return written.startsWith(phrase) || plain.startsWith(phrase);
        }

        String first() {
            return plain.substring(1, Math.max(1, plain.indexOf(' ', 1)));
        }

        boolean firstHas(Pattern form, Set<String> exceptions) {
            return form.matcher(first()).matches() && !exceptions.contains(first());
        }

        boolean hasOne(Pattern form, Set<String> exceptions) {
            return Pattern.compile(" ")
                    .splitAsStream(written)
                    .anyMatch(word -> form.matcher(word).matches() && !exceptions.contains(word));
        }
    }
}
