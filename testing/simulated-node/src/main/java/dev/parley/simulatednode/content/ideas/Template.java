package dev.parley.simulatednode.content.ideas;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One wording with slots in braces, which fills into a sentence and is found back in one. */
final class Template {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z0-9]+)}");

    private final String wording;
    private final Map<String, Integer> groups = new HashMap<>();
    private final Pattern sentence;

    Template(String wording) {
        this.wording = wording;
        StringBuilder regex = new StringBuilder("(?iu)");
        Matcher slot = SLOT.matcher(wording);
        int end = 0;
        while (slot.find()) {
            Integer earlier = groups.get(slot.group(1));
            regex.append(Pattern.quote(wording.substring(end, slot.start())))
                    .append(earlier == null ? "(.+?)" : "\\" + earlier);
            groups.putIfAbsent(slot.group(1), groups.size() + 1);
            end = slot.end();
        }
        sentence = Pattern.compile(regex + Pattern.quote(wording.substring(end)));
    }

    /** The words before the first slot, without quotes, in lower case. */
    String beginning() {
        return wording.split("[{\"„«]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** The sentence with the value of each slot, beginning with a capital. */
    String fill(UnaryOperator<String> values) {
        StringBuilder text = new StringBuilder();
        Matcher slot = SLOT.matcher(wording);
        while (slot.find()) {
            slot.appendReplacement(text, Matcher.quoteReplacement(values.apply(slot.group(1))));
        }
        return capitalised(slot.appendTail(text).toString());
    }

    /** The values of the slots, when the sentence was made from this wording. */
    Optional<Map<String, String>> read(String text) {
        Matcher match = sentence.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        groups.forEach((name, group) -> values.put(name, match.group(group)));
        return Optional.of(values);
    }

    boolean made(String text) {
        return sentence.matcher(text).matches();
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
