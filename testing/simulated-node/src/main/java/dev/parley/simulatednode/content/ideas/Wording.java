package dev.parley.simulatednode.content.ideas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the slots of a pattern, and finds the pattern back in a finished sentence. */
final class Wording {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z0-9]+)}");

    private final Material material;
    private final Map<String, String> fixed;
    private final RandomGenerator random;

    Wording(Material material, Subject subject, RandomGenerator random) {
        this.material = material;
        this.fixed = Map.of("topic", subject.topic(), "aspect", subject.aspect());
        this.random = random;
    }

    /** A fresh sentence; equal slots get equal values, {@code {place2}} differs from {@code {place}}. */
    String fill(String wording, Map<String, String> known) {
        Map<String, String> values = new HashMap<>(fixed);
        values.putAll(known);
        StringBuilder sentence = new StringBuilder();
        Matcher slot = SLOT.matcher(wording);
        while (slot.find()) {
            String value = values.computeIfAbsent(slot.group(1), name -> draw(name, values));
            slot.appendReplacement(sentence, Matcher.quoteReplacement(value));
        }
        String text = slot.appendTail(sentence).toString();
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private String draw(String slot, Map<String, String> values) {
        String value = material.pick(slot.replaceAll("\\d", ""), random);
        for (int tries = 0; tries < 20 && values.containsValue(value); tries++) {
            value = material.pick(slot.replaceAll("\\d", ""), random);
        }
        return value;
    }

    /** The same idea in other words, when it was made from one of the patterns. */
    Optional<String> reworded(String idea) {
        for (Material.Pattern pattern : material.ideas()) {
            List<String> wordings = pattern.wordings();
            for (int i = 0; i < wordings.size(); i++) {
                Optional<Map<String, String>> values = values(wordings.get(i), idea);
                if (values.isPresent() && wordings.size() > 1) {
                    int other = (i + 1 + random.nextInt(wordings.size() - 1)) % wordings.size();
                    return Optional.of(fill(wordings.get(other), values.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> values(String wording, String idea) {
        StringBuilder regex = new StringBuilder("(?iu)");
        Map<String, Integer> groups = new HashMap<>();
        Matcher slot = SLOT.matcher(wording);
        int end = 0;
        while (slot.find()) {
            regex.append(Pattern.quote(wording.substring(end, slot.start())));
            Integer earlier = groups.get(slot.group(1));
            if (earlier == null) {
                groups.put(slot.group(1), groups.size() + 1);
            }
            regex.append(earlier == null ? "(.+?)" : "\\" + earlier);
            end = slot.end();
        }
        Matcher match =
                Pattern.compile(regex + Pattern.quote(wording.substring(end))).matcher(idea);
        if (!match.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        groups.forEach((name, group) -> values.put(name, match.group(group)));
        return Optional.of(values);
    }
}
