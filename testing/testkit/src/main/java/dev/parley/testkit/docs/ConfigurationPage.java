package dev.parley.testkit.docs;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code docs/configuration.md}, the list of every setting. A setting is listed in the first column of a table, as a
 * code span; a map's key is written {@code *}, and the index in a list of groups {@code [*]}.
 */
public final class ConfigurationPage {

    private ConfigurationPage() {}

    /**
     * Fails for a setting that the page does not list, and for a listed setting under the prefix of one of the mappings
     * that no mapping has.
     *
     * @param mappings interfaces annotated with {@code @ConfigMapping}
     */
    public static void assertComplete(Class<?>... mappings) {
        assertComplete(Path.of(""), mappings);
    }

    static void assertComplete(Path start, Class<?>... mappings) {
        DocumentationPage page = DocumentationPage.named("configuration.md", start);
        List<ConfigClass> classes =
                Stream.of(mappings).map(ConfigClass::configClass).toList();
        page.compare(listedUnderPrefixOf(classes, page), settingsOf(classes));
    }

    private static Set<String> settingsOf(List<ConfigClass> classes) {
        Set<String> names = new TreeSet<>();
        classes.forEach(type -> names.addAll(ConfigMappings.getProperties(type).keySet()));
        // A list of plain values is known under two names, and the one without an index says it all.
        names.removeIf(name -> name.endsWith("[*]") && names.contains(name.substring(0, name.length() - 3)));
        return names;
    }

    private static Set<String> listedUnderPrefixOf(List<ConfigClass> classes, DocumentationPage page) {
        Set<String> names = new TreeSet<>();
        for (ConfigClass type : classes) {
            page.firstColumns().stream()
                    .filter(name -> name.startsWith(type.getPrefix() + "."))
                    .forEach(names::add);
        }
        return names;
    }
}
