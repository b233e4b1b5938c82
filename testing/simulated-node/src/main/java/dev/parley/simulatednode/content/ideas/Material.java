package dev.parley.simulatednode.content.ideas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The patterns and word lists of one language, read once. */
final class Material {

    private static final Map<Language, Material> LOADED = new EnumMap<>(Language.class);

    private final Map<String, List<String>> sections;
    private final List<Idea> ideas;
    private final List<String> derivedBeginnings;

    /** One idea in several wordings that share their slots. */
    record Idea(List<Template> wordings) {

        static Idea of(String line) {
            return new Idea(Stream.of(line.split(" \\| ")).map(Template::new).toList());
        }

        boolean made(String text) {
            return wordings.stream().anyMatch(wording -> wording.made(text));
        }
    }

    private Material(Map<String, List<String>> sections) {
        this.sections = sections;
        this.ideas = section("idea").stream().map(Idea::of).toList();
        this.derivedBeginnings = Stream.of("risk", "merge", "question")
                .flatMap(name -> section(name).stream())
                .map(line -> new Template(line).beginning())
                .toList();
    }

    static synchronized Material of(Language language) {
        return LOADED.computeIfAbsent(language, each -> read(each.resource()));
    }

    List<Idea> ideas() {
        return ideas;
    }

    /** Whether a bullet is a remark on other ideas rather than an idea of its own. */
    boolean derived(String bullet) {
        String lower = bullet.toLowerCase(Locale.ROOT);
        return derivedBeginnings.stream().anyMatch(lower::startsWith);
    }

    String pick(String section, RandomGenerator random) {
        List<String> lines = section(section);
        return lines.get(random.nextInt(lines.size()));
    }

    private List<String> section(String name) {
        List<String> lines = sections.get(name);
        if (lines == null) {
            throw new IllegalStateException("section: " + name + " (expected: one of " + sections.keySet() + ")");
        }
        return lines;
    }

    private static Material read(String resource) {
        try (InputStream stream = Material.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + ": not on the class path");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Material parse(String text) {
        Map<String, List<String>> sections = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("[")) {
                current = sections.computeIfAbsent(line.substring(1, line.indexOf(']')), name -> new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current.add(line.strip());
            }
        }
        return new Material(sections);
    }
}
