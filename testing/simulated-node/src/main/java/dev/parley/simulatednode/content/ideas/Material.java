package dev.parley.simulatednode.content.ideas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The patterns and word lists of one language, read once. */
final class Material {

    private static final Map<Language, Material> LOADED = new EnumMap<>(Language.class);

    private final Map<String, List<String>> sections;
    private final List<Pattern> ideas;

    private Material(Map<String, List<String>> sections) {
        this.sections = sections;
        this.ideas = section("idea").stream().map(Pattern::of).toList();
    }

    static synchronized Material of(Language language) {
        return LOADED.computeIfAbsent(language, each -> read(each.resource()));
    }

    List<Pattern> ideas() {
        return ideas;
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

    /** One idea in several wordings that share their slots. */
    record Pattern(List<String> wordings) {

        static Pattern of(String line) {
            return new Pattern(List.of(line.split(" \\| ")));
        }
    }
}
