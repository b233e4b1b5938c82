package dev.parley.gateway.http.auth;

import dev.parley.gateway.admission.Origins;
import dev.parley.gateway.identity.Credential;
import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.session.SessionToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The credentials that a request shows, as they stand in it. */
final class Shown {

    /** The longest that is looked at; tokens with many claims have some 2,000 characters. */
    static final int LONGEST = 8_192;

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    /** Three parts in base64url. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    /** What a browser says of requests that our own page made, or a person who typed an address. */
    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");

    private final Set<String> texts;
    private final Optional<String> inPath;
    private final Optional<String> cookie;

    private Shown(RoutingContext context) {
        HttpServerRequest request = context.request();
        texts = inHeaders(request);
        inPath = PathKey.of(context);
        inPath.ifPresent(texts::add);
        cookie = isOurOwnPage(request) ? SessionCookie.valueIn(request) : Optional.empty();
    }

    /** Those that somebody put there on purpose; an empty one is none. */
    static Set<String> inHeaders(HttpServerRequest request) {
        Set<String> texts = new LinkedHashSet<>();
        for (String value : request.headers().getAll(HttpHeaders.AUTHORIZATION)) {
            Matcher bearer = BEARER.matcher(value);
            if (bearer.matches()) {
                texts.add(bearer.group(1));
            }
        }
        request.headers().getAll("x-api-key").stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(texts::add);
        return texts;
    }

    static Shown in(RoutingContext context) {
        return new Shown(context);
    }

    /** A browser sends cookies along unasked, so they count only where our own page asks. */
    private static boolean isOurOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return (site == null || OUR_OWN.contains(site))
                && Origins.isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST));
    }

    boolean isNothing() {
        return texts.isEmpty() && cookie.isEmpty();
    }

    /** Whether they differ: the same key in two places is one. */
    boolean isAmbiguous() {
        return texts.size() + (cookie.isPresent() ? 1 : 0) > 1;
    }

    /** The only one. */
    Credential credential() {
        return texts.isEmpty()
                ? cookie.flatMap(SessionToken::parse)
                        .<Credential>map(Credential.Session::new)
                        .orElseGet(Credential.Unreadable::new)
                : credential(texts.iterator().next(), inPath.isPresent());
    }

    /** A key or a token, told apart by their looks. */
    static Credential credential(String text, boolean inPath) {
        Optional<Credential> key = ApiKey.parse(text).map(found -> new Credential.Key(found, inPath));
        if (key.isPresent()) {
            return key.get();
        }
        boolean token =
                !inPath && text.length() <= LONGEST && TOKEN.matcher(text).matches();
        return token ? new Credential.Token(text) : new Credential.Unreadable();
    }
}
