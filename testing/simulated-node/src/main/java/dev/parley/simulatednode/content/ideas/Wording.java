package dev.parley.simulatednode.content.ideas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Puts ideas into words: the subject's own, and others drawn from the lists of the language. */
final class Wording {

    private static final int TRIES = 20;

    private final Material material;
    private final Map<String, String> fixed;
    private final RandomGenerator random;

    Wording(Material material, Subject subject, RandomGenerator random) {
        this.material = material;
        this.fixed = Map.of("topic", subject.topic(), "aspect", subject.aspect());
        this.random = random;
    }

    /** A fresh sentence; equal slots get equal values, {@code {place2}} differs from {@code {place}}. */
    String fill(Template wording, Map<String, String> known) {
        Map<String, String> values = new HashMap<>(fixed);
        values.putAll(known);
        return wording.fill(slot -> {
            String value = values.get(slot);
            if (value == null) {
                value = draw(slot, values);
                values.put(slot, value);
            }
            return value;
        });
    }

    /** A fresh sentence from a section of single wordings. */
    String fill(String section, Map<String, String> known) {
        return fill(new Template(material.pick(section, random)), known);
    }

    private String draw(String slot, Map<String, String> values) {
        String list = slot.replaceAll("\\d", "");
        String value = material.pick(list, random);
        for (int tries = 0; tries < TRIES && values.containsValue(value); tries++) {
            value = material.pick(list, random);
        }
        return value;
    }

    /** The same idea in other words, when it was made from one of the patterns. */
    Optional<String> reworded(String idea) {
        for (Material.Idea pattern : material.ideas()) {
            List<Template> wordings = pattern.wordings();
            for (int i = 0; i < wordings.size(); i++) {
                Optional<Map<String, String>> values = wordings.get(i).read(idea);
                if (values.isPresent() && wordings.size() > 1) {
                    int other = (i + 1 + random.nextInt(wordings.size() - 1)) % wordings.size();
                    return Optional.of(fill(wordings.get(other), values.get()));
                }
            }
        }
        return Optional.empty();
    }
}
