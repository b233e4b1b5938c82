package dev.parley.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart as Helm itself renders it. What was rendered once is not rendered again: a call of Helm takes a second. */
final class Chart {

    static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
    static final Path FOLDER = ROOT.resolve("helm/parley");
    static final String RELEASE = "parley";
    static final String NAMESPACE = "talks";
    static final String USUAL = "1.33.0";
    static final String OLDEST = "1.29.0";

    /** What Helm takes for the cluster. */
    static final Cluster CLUSTER = Cluster.started();

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Helm's library keeps hooks to itself; in this copy they are objects like all others. */
    private static final Path WITHOUT_HOOKS = copy(fresh());

    private static final Map<String, Rendered> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Rendered with the defaults. */
    static Rendered defaults() {
        return RENDERED.computeIfAbsent("", any -> render(USUAL, helm -> helm));
    }

    /** Rendered with a file of {@code ci}, without its ending. */
    static Rendered with(String values) {
        return RENDERED.computeIfAbsent(values, file -> render(USUAL, helm -> helm.withValuesFile(valuesFile(file))));
    }

    /** Rendered with one value. */
    static Rendered with(String key, Object value) {
        return RENDERED.computeIfAbsent(key + "=" + value, any -> render(USUAL, helm -> helm.set(key, value)));
    }

    /** Rendered for the oldest cluster that is supported. */
    static Rendered onTheOldestCluster() {
        return RENDERED.computeIfAbsent(OLDEST, any -> render(OLDEST, helm -> helm));
    }

    static Rendered render(String kubernetes, UnaryOperator<TemplateCommand> values) {
        return new Rendered(objects(text(kubernetes, values)));
    }

    static String text(String kubernetes, UnaryOperator<TemplateCommand> values) {
        TemplateCommand command = new Helm(WITHOUT_HOOKS)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(kubernetes);
        return values.apply(command).call();
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    static Path valuesFile(String name) {
        return FOLDER.resolve("ci").resolve(name + "-values.yaml");
    }

    static List<String> valuesFiles() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files.map(file -> file.getFileName().toString().replace("-values.yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> objects(String manifests) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(manifests)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(manifests, e);
        }
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart")
                    .resolve("parley");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path target) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path place = target.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(place.getParent());
                Files.writeString(place, read(file).replaceAll("(?m)^ +helm\\.sh/hook.*\n", ""));
            }
            return target.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
