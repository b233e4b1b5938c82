package dev.parley.router;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Nodes as numbered variables: {@code OLLAMA_URL_1}, {@code OLLAMA_MODEL_1}, {@code OLLAMA_CAPABILITIES_1},
 * {@code OLLAMA_MAX_CONCURRENT_1}, {@code OLLAMA_NAME_1}, from 1, with gaps. Read by their names, since a mapping would not
 * find them under any other.
 */
@ApplicationScoped
public class NodeVariablesConfig {

    private static final Pattern URL = Pattern.compile("OLLAMA_URL_(\\d{1,4})");

    private final Config config;

    NodeVariablesConfig(Config config) {
        this.config = config;
    }

    /** One numbered node. */
    record Numbered(
            int number,
            String url,
            Optional<String> name,
            Optional<String> model,
            List<String> capabilities,
            Optional<Integer> maxConcurrent) {}

    /** Those whose URL is set, by number. */
    List<Numbered> nodes() {
        Map<Integer, Numbered> nodes = new TreeMap<>();
        for (String property : config.getPropertyNames()) {
            Matcher matcher = URL.matcher(property);
            if (matcher.matches()) {
                int number = Integer.parseInt(matcher.group(1));
                text("URL", number).ifPresent(url -> nodes.put(number, numbered(number, url)));
            }
        }
        return List.copyOf(nodes.values());
    }

    private Numbered numbered(int number, String url) {
        List<String> capabilities = text("CAPABILITIES", number)
                .map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList())
                .orElse(List.of());
        Optional<Integer> maxConcurrent = text("MAX_CONCURRENT", number).map(Integer::valueOf);
        return new Numbered(number, url, text("NAME", number), text("MODEL", number), capabilities, maxConcurrent);
    }

    private Optional<String> text(String what, int number) {
        return config.getOptionalValue("OLLAMA_" + what + "_" + number, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
