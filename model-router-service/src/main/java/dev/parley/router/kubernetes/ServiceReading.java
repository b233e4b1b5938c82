package dev.parley.router.kubernetes;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a Service says of its pool. An annotation that cannot be read is told and taken as absent; only an unknown
 * kind costs the pool, since nobody knows how to speak to it.
 */
final class ServiceReading {

    /** Its label: the pool's name. */
    static final String POOL = "parley.dev/pool";

    private static final String OURS = "parley.dev/";
    private static final String MODELS = OURS + "models";
    private static final String CAPABILITIES = OURS + "capabilities";
    private static final String KIND = OURS + "kind";
    private static final String MAX_CONCURRENT = OURS + "max-concurrent";
    private static final String MAX_PER_MODEL = OURS + "max-concurrent-per-model";
    private static final Set<String> KNOWN = Set.of(MODELS, CAPABILITIES, KIND, MAX_CONCURRENT, MAX_PER_MODEL);

    /** More is a mistake: no node holds so many requests. */
    private static final int LARGEST_CAP = 10_000;

    /** More models than any node lists. */
    private static final int MOST_ENTRIES = 1_000;

    private final String service;
    private final String label;
    private final Map<String, String> annotations;
    private final Collection<Trouble> troubles;

    private ServiceReading(Service service, Collection<Trouble> troubles) {
        ObjectMeta meta = service.getMetadata();
        this.service = nameOf(service);
        this.label = labels(meta).getOrDefault(POOL, "").strip();
        this.annotations = Optional.ofNullable(meta.getAnnotations()).orElse(Map.of());
        this.troubles = troubles;
    }

    /** {@code namespace/name}. */
    static String nameOf(Service service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }

    /** @param usualCap of pods whose Service says nothing @param troubles where to tell what cannot be read */
    static Optional<Pool> read(Service service, int usualCap, Collection<Trouble> troubles) {
        return new ServiceReading(service, troubles)
                .pool(usualCap, service.getMetadata().getName());
    }

    private Optional<Pool> pool(int usualCap, String serviceName) {
        annotations.keySet().stream()
                .filter(key -> key.startsWith(OURS) && !KNOWN.contains(key))
                .sorted()
                .forEach(key -> tell(key + ": is no annotation of a pool"));
        Optional<NodeKind> kind = kind();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        int cap = number(MAX_CONCURRENT, LARGEST_CAP).orElse(usualCap);
        return Optional.of(new Pool(
                label.isEmpty() ? serviceName : label,
                service,
                models(),
                capabilities(),
                kind.get(),
                cap,
                number(MAX_PER_MODEL, cap).orElse(cap)));
    }

    private Optional<NodeKind> kind() {
        String written = annotations.getOrDefault(KIND, NodeKind.OLLAMA.name()).strip();
        Optional<NodeKind> kind = Stream.of(NodeKind.values())
                .filter(known -> known.name().equalsIgnoreCase(written))
                .findFirst();
        if (kind.isEmpty()) {
            tell(KIND + ": " + written + " (expected: "
                    + Stream.of(NodeKind.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or "))
                    + "); the pool is left out");
        }
        return kind;
    }

    private List<String> models() {
        List<String> valid = new ArrayList<>();
        for (String written : entries(MODELS)) {
            if (ModelName.parse(written).isPresent()) {
                valid.add(written);
            } else {
                tell(MODELS + ": " + written + " (expected: a model's name)");
            }
        }
        return valid;
    }

    private Set<Capability> capabilities() {
        return entries(CAPABILITIES).stream().flatMap(this::capability).collect(Collectors.toSet());
    }

    private Stream<Capability> capability(String written) {
        try {
            return Stream.of(new Capability(written));
        } catch (IllegalArgumentException tooLong) {
            tell(CAPABILITIES + ": " + written + " (expected: 1..64 characters)");
            return Stream.empty();
        }
    }

    /** What stands between commas or on lines of its own. */
    private List<String> entries(String key) {
        List<String> entries = Stream.of(annotations.getOrDefault(key, "").split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .limit(MOST_ENTRIES + 1L)
                .toList();
        if (entries.size() > MOST_ENTRIES) {
            tell(key + ": more than " + MOST_ENTRIES + " entries; the rest is not read");
            return entries.subList(0, MOST_ENTRIES);
        }
        return entries;
    }

    private Optional<Integer> number(String key, int largest) {
        String written = annotations.get(key);
        if (written == null) {
            return Optional.empty();
        }
        Optional<Integer> number = Optional.of(written.strip())
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(value -> value >= 1 && value <= largest);
        if (number.isEmpty()) {
            tell(key + ": " + written + " (expected: 1 to " + largest + ")");
        }
        return number;
    }

    private void tell(String text) {
        troubles.add(new Trouble(service, text));
    }

    private static Map<String, String> labels(ObjectMeta meta) {
        return Optional.ofNullable(meta.getLabels()).orElse(Map.of());
    }
}
