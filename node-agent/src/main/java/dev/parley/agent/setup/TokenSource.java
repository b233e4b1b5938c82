package dev.parley.agent.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the token comes from. A file is read again for every connection, so that a token can be exchanged under a running
 * agent.
 */
public final class TokenSource {

    private static final int LONGEST = 4096;

    private final String origin;
    private final String value;
    private final @Nullable Path file;

    private TokenSource(String origin, String value, @Nullable Path file) {
        this.origin = origin;
        this.value = value;
        this.file = file;
    }

    static TokenSource said(String origin, String value) throws Misunderstood {
        return new TokenSource(origin, clean(value, origin), null);
    }

    static TokenSource in(Path file) throws Misunderstood {
        TokenSource source = new TokenSource(file.toString(), "", file);
        source.token();
        return source;
    }

    /** The token as it is now. */
    public String token() throws Misunderstood {
        if (file == null) {
            return value;
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new Misunderstood("--token-file: " + file + " (expected: one line with a token)");
            }
            return clean(Files.readString(file, StandardCharsets.UTF_8), origin);
        } catch (IOException e) {
            throw new Misunderstood("--token-file: " + file + " cannot be read");
        }
    }

    /** It goes into a header: nothing but what may stand there. */
    private static String clean(String said, String origin) throws Misunderstood {
        String token = said.strip();
        for (int at = 0; at < token.length(); at++) {
            if (token.charAt(at) <= ' ' || token.charAt(at) > '~') {
                throw new Misunderstood("The token (" + origin + ") has a character that no token has");
            }
        }
        if (token.isEmpty() || token.length() > LONGEST) {
            throw new Misunderstood("The token (" + origin + ") is empty or too long");
        }
        return token;
    }

    /** Enough of it to tell two tokens apart, and where it is from. */
    String shown() throws Misunderstood {
        String token = token();
        return token.substring(0, Math.min(8, token.length() / 4)) + "... (" + origin + ")";
    }
}
