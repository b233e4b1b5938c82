package dev.parley.gateway.permission;

import java.util.regex.Pattern;

/**
 * A path with names in braces for single segments, as {@code /api/keys/{id}}; {@code /**} at its end stands for everything
 * below. One slash too many at the end is overlooked, as the framework's routes do.
 */
record PathPattern(String template, Pattern pattern) {

    /** What may stand for a name: one segment, and nothing that a server might cut off. */
    private static final String SEGMENT = "[^/;]+";

    private static final Pattern NAME = Pattern.compile("\\{[a-z_]+}");

    static PathPattern of(String template) {
        boolean below = template.endsWith("/**");
        String fixed = below ? template.substring(0, template.length() - "/**".length()) : template;
        String segments =
                NAME.matcher(Pattern.quote(fixed)).replaceAll("\\\\E" + SEGMENT.replace("\\", "\\\\") + "\\\\Q");
        return new PathPattern(template, Pattern.compile(segments + (below ? "(/.*)?" : "/?")));
    }

    boolean isLiteral() {
        return !template.contains("{") && !template.endsWith("/**");
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
