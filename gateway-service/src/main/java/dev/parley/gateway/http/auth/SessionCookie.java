package dev.parley.gateway.http.auth;

import dev.parley.gateway.session.SessionToken;
import io.netty.util.NetUtil;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cookie of a signed-in page: no script reads it, no other site sends it. */
final class SessionCookie {

    private static final String NAME = "parley_session";

    private static final String ALWAYS = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    static String set(SessionToken token, Duration lasts, @Nullable String authority) {
        return NAME + "=" + token.reveal() + "; Max-Age=" + lasts.toSeconds() + ALWAYS + secure(authority);
    }

    static String remove(@Nullable String authority) {
        return NAME + "=; Max-Age=0" + ALWAYS + secure(authority);
    }

    static Optional<String> valueIn(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME)).map(Cookie::getValue);
    }

    static Optional<SessionToken> in(HttpServerRequest request) {
        return valueIn(request).flatMap(SessionToken::parse);
    }

    /** Elsewhere than on this machine it travels over TLS only. */
    private static String secure(@Nullable String authority) {
        return isLoopback(authority) ? "" : "; Secure";
    }

    private static boolean isLoopback(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.replaceFirst(":\\d{1,5}$", "").replaceAll("^\\[|]$", "");
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return host.equalsIgnoreCase("localhost") || address != null && address.isLoopbackAddress();
    }
}
