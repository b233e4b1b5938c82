package dev.parley.ideas.novelty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of an idea when everything is taken away that a reader would not call a difference: compatibility forms
 * (NFKC), case, Romanian cedillas for commas below, Hebrew points, punctuation and spacing. Digits, decimals, signs, units
 * and every word stay, negations too. Two ideas are exactly the same if their keys are equal.
 *
 * @param text the canonical text; empty if the idea has neither letter nor digit
 */
public record CanonicalKey(String text) {

    /** NFKC would make 10² and 2½ of 102 and 21⁄2: raised digits and fractions are set apart first. */
    private static final Pattern RAISED = Pattern.compile("(?<=\\d)(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])");

    /** Points, vowels and cantillation; not the hyphen, bar, stop and mark among them. */
    private static final Pattern HEBREW_POINTS =
            Pattern.compile("[\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7]");

    /** Inside a word: apostrophes, and the marks of Hebrew abbreviations. */
    private static final Pattern INSIDE_A_WORD = Pattern.compile("(?<=[\\p{L}\\p{M}])['’ʼ`´׳״\"”“](?=\\p{L})");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\u034F]+");
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\u05BE]");

    /** Everything but letters, digits, marks, currency and units; a mark between digits or a sign before one stays. */
    private static final Pattern SEPARATORS = Pattern.compile(
            "(?:(?![\\p{L}\\p{M}\\p{N}\\p{Sc}\\p{Sm}%‰°^]|(?<=\\d)[.,:/\\-](?=\\d)|(?<![\\p{L}\\p{N}])-(?=\\d)).)+",
            Pattern.DOTALL);

    /** The canonical key of an idea as it is shown. */
    public static CanonicalKey of(String idea) {
        String text = Normalizer.normalize(RAISED.matcher(idea).replaceAll("^"), Normalizer.Form.NFKC);
        text = folded(asciiDigits(text));
        text = HEBREW_POINTS.matcher(text).replaceAll("");
        text = UNSEEN.matcher(text).replaceAll("");
        text = INSIDE_A_WORD.matcher(text).replaceAll("");
        text = DASHES.matcher(text).replaceAll("-");
        text = SEPARATORS.matcher(text).replaceAll(" ");
        return new CanonicalKey(Normalizer.normalize(text, Normalizer.Form.NFC).strip());
    }

    /** The idea itself is its key: what the first system did. */
    public static CanonicalKey verbatim(String idea) {
        return new CanonicalKey(idea);
    }

    /** A fixed-length name of the key, for rows and indexes: SHA-256 in 43 URL-safe characters. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Case away for good: through the capitals, so that ß is ss and both small sigmas are one. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ')
                .replace('ş', 'ș')
                .replace('ţ', 'ț');
    }

    private static String asciiDigits(String text) {
        if (text.chars().noneMatch(c -> c > '9' && Character.isDigit(c))) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return plain.toString();
    }
}
