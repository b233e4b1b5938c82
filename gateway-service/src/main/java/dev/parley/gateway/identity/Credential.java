package dev.parley.gateway.identity;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.session.SessionToken;

/** What a caller shows to be let in. None of these prints what it holds. */
public sealed interface Credential {

    /**
     * A key.
     *
     * @param inPath whether it came as part of the path
     */
    record Key(ApiKey key, boolean inPath) implements Credential {}

    /** A token of the issuer, not looked into yet. */
    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** A signed-in page. */
    record Session(SessionToken token) implements Credential {}

    /** Something that is none of the above and opens nothing. */
    record Unreadable() implements Credential {}
}
