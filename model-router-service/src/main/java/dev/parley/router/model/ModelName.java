package dev.parley.router.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model's full name, folded for comparison: all of {@code llama3.2}, {@code Llama3.2:latest} and
 * {@code registry.ollama.ai/library/llama3.2:latest} are one. The caller's own spelling is kept elsewhere, for the node and
 * for the echo.
 *
 * @param host lower case
 * @param namespace lower case
 * @param model lower case
 * @param tag lower case
 */
public record ModelName(String host, String namespace, String model, String tag) {

    private static final String DEFAULT_HOST = "registry.ollama.ai";
    private static final String DEFAULT_NAMESPACE = "library";
    private static final String DEFAULT_TAG = "latest";
    private static final String LOCAL_ONLY = ":local";

    private static final Pattern HOST = Pattern.compile("[a-z0-9_][a-z0-9_.:-]{0,349}");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,79}");
    private static final Pattern PART = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,79}");

    /** Reads {@code [host/][namespace/]model[:tag][@digest][:local]}; empty if it is no valid name. */
    public static Optional<ModelName> parse(String written) {
        String name = withoutDigest(written.toLowerCase(Locale.ROOT));
        if (name.endsWith(LOCAL_ONLY)) {
            name = name.substring(0, name.length() - LOCAL_ONLY.length());
        }
        int lastSlash = name.lastIndexOf('/');
        int colon = name.indexOf(':', lastSlash + 1);
        String tag = colon < 0 ? DEFAULT_TAG : name.substring(colon + 1);
        String[] path = (colon < 0 ? name : name.substring(0, colon)).split("/", -1);
        if (path.length > 3) {
            return Optional.empty();
        }
        String host = path.length == 3 ? path[0] : DEFAULT_HOST;
        String namespace = path.length >= 2 ? path[path.length - 2] : DEFAULT_NAMESPACE;
        return Optional.of(new ModelName(host, namespace, path[path.length - 1], tag))
                .filter(ModelName::isValid);
    }

    /** As clients know it: without what is default, always with its tag. */
    public String display() {
        String shortName = model + ":" + tag;
        if (!host.equals(DEFAULT_HOST)) {
            return host + "/" + namespace + "/" + shortName;
        }
        return namespace.equals(DEFAULT_NAMESPACE) ? shortName : namespace + "/" + shortName;
    }

    /** Whether a remote service answers for it: it takes no slot's memory, and its refusals are no fault of the node. */
    public boolean isCloud() {
        return tag.equals("cloud") || tag.endsWith("-cloud") || tag.endsWith(":cloud");
    }

    /** The start of a name as {@link #display()} begins it. */
    static String withoutDefaults(String start) {
        String host = DEFAULT_HOST + "/";
        String rest = start.startsWith(host) ? start.substring(host.length()) : start;
        String namespace = DEFAULT_NAMESPACE + "/";
        return rest.startsWith(namespace) ? rest.substring(namespace.length()) : rest;
    }

    @Override
    public String toString() {
        return display();
    }

    private static String withoutDigest(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    private boolean isValid() {
        return HOST.matcher(host).matches()
                && NAMESPACE.matcher(namespace).matches()
                && PART.matcher(model).matches()
                && PART.matcher(tag).matches();
    }
}
