package dev.parley.gateway.session;

import dev.parley.gateway.key.SecretHash;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What the cookie of a signed-in page holds: 256 random bits. It says nothing by itself. */
public final class SessionToken {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final String text;

    private SessionToken(String text) {
        this.text = text;
    }

    /**
     * A new one.
     *
     * @param random unpredictable
     */
    public static SessionToken mint(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The token that this text is; empty if it can be none. */
    public static Optional<SessionToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /** What is kept of it. */
    public SecretHash hash() {
        return SecretHash.of(text);
    }

    /** The cookie's value. */
    public String reveal() {
        return text;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "SessionToken[]";
    }
}
