package dev.parley.simulatednode.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name as {@code [host/][namespace/]model[:tag]}, with Ollama's defaults filled in. A digest part is dropped.
 *
 * @param host registry, {@code registry.ollama.ai} unless given
 * @param namespace owner, {@code library} unless given
 * @param model the model itself
 * @param tag {@code latest} unless given
 */
public record ModelName(String host, String namespace, String model, String tag) {

    private static final String DEFAULT_HOST = "registry.ollama.ai";
    private static final String DEFAULT_NAMESPACE = "library";
    private static final String DEFAULT_TAG = "latest";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,79}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");

    /** The name with defaults filled in; empty when a part is missing, too long or holds a wrong character. */
    public static Optional<ModelName> parse(String text) {
        String rest = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        int slash = rest.lastIndexOf('/');
        int colon = rest.indexOf(':', slash + 1);
        String tag = colon < 0 ? DEFAULT_TAG : rest.substring(colon + 1);
        String[] parts = (colon < 0 ? rest : rest.substring(0, colon)).split("/", -1);
        if (parts.length > 3) {
            return Optional.empty();
        }
        String model = parts[parts.length - 1];
        String namespace = parts.length > 1 ? parts[parts.length - 2] : DEFAULT_NAMESPACE;
        String host = parts.length > 2 ? parts[0] : DEFAULT_HOST;
        boolean valid = PART.matcher(model).matches()
                && PART.matcher(tag).matches()
                && NAMESPACE.matcher(namespace).matches()
                && HOST.matcher(host).matches();
        return valid ? Optional.of(new ModelName(host, namespace, model, tag)) : Optional.empty();
    }

    /** A name that the program itself wrote. */
    public static ModelName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("model: " + text + " (expected: a name)"));
    }

    /** Without default host and namespace, always with the tag. */
    public String display() {
        String owner = namespace.equalsIgnoreCase(DEFAULT_NAMESPACE) ? "" : namespace + "/";
        return host.equalsIgnoreCase(DEFAULT_HOST)
                ? owner + model + ":" + tag
                : host + "/" + namespace + "/" + model + ":" + tag;
    }

    /** All four parts, as some errors show them. */
    public String full() {
        return host + "/" + namespace + "/" + model + ":" + tag;
    }

    /** What two spellings of one name share. */
    public String key() {
        return full().toLowerCase(Locale.ROOT);
    }

    public ModelName withTag(String other) {
        return new ModelName(host, namespace, model, other);
    }

    /** Whether the name itself says that the model runs in Ollama's cloud. */
    public boolean cloud() {
        return tag.equals("cloud") || tag.endsWith("-cloud");
    }
}
