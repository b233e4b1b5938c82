package dev.parley.agent.ollama;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which of its models the owner lends. */
public final class Offer {

    private final List<String> names;
    private final boolean everything;

    /**
     * As the configuration says it.
     *
     * @param said names with commas between, or {@code *}
     */
    public Offer(String said) {
        names = Stream.of(said.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        everything = names.isEmpty() || names.contains("*");
    }

    /** Whether it is all that is installed. */
    public boolean isEverything() {
        return everything;
    }

    /** Whether this model is lent, however its usual tag is written. */
    public boolean has(String model) {
        return everything || names.stream().anyMatch(each -> isSame(each, model));
    }

    /** What is both lent and there. */
    public List<Installed> of(Catalogue catalogue) {
        return catalogue.installed().stream().filter(each -> has(each.name())).toList();
    }

    /** What is lent but not there. */
    public List<String> missingIn(Catalogue catalogue) {
        if (everything) {
            return List.of();
        }
        return names.stream()
                .filter(each -> catalogue.installed().stream().noneMatch(there -> isSame(each, there.name())))
                .toList();
    }

    /** The model of test prompts: the first that is lent, or that is there. */
    public String first(Catalogue catalogue) {
        if (!everything) {
            return names.get(0);
        }
        return catalogue.installed().isEmpty()
                ? ""
                : catalogue.installed().get(0).name();
    }

    private static boolean isSame(String one, String other) {
        return withTag(one).equals(withTag(other));
    }

    private static String withTag(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
    }
}
