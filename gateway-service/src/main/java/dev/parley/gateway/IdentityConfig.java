package dev.parley.gateway;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who may come in. */
public interface IdentityConfig {

    /** Whether callers must say who they are. */
    enum Mode {
        /** Everybody on this machine is the same local caller; other addresses are not listened on. */
        OFF,
        /** Whatever is not public asks for a key, a token or a signed-in page. */
        ON
    }

    /** Whether callers must say who they are. */
    @WithDefault("off")
    Mode mode();

    /** The first key, with every scope in the tenant {@code local}; kept nowhere, and needs no database. */
    Optional<String> bootstrapKey();

    /** So many keys and so many sessions are known to this replica at once; some 500 bytes each. */
    @WithDefault("10000")
    int known();

    /**
     * How long what is known is trusted while the database is away: long enough for a failover, short enough that a key
     * revoked elsewhere does not live on for a day.
     */
    @WithDefault("15m")
    Duration grace();

    /** The longest wait for the database, so that callers hear of an outage before they give up. */
    @WithDefault("2s")
    Duration patience();

    /** Between two tries to reach a database that was away when this replica began. */
    @WithDefault("2s")
    Duration reconnect();

    /** How long a page stays signed in: a working day. */
    @WithDefault("12h")
    Duration session();

    /** Wrong credentials. */
    Guesses guesses();

    /** Wrong credentials. */
    interface Guesses {
        /** So many in any minute are borne from one address: a person who mistypes, not a program that tries. */
        @WithDefault("20")
        int perMinute();

        /** So many addresses are remembered; some 150 bytes each. */
        @WithDefault("10000")
        int addresses();
    }

    /** Tokens of an issuer, besides keys. */
    Jwt jwt();

    /** Tokens of an issuer, besides keys. Either all of issuer, audience and key set are given, or none is trusted. */
    interface Jwt {
        /** What tokens must name as {@code iss}. */
        Optional<String> issuer();

        /** What tokens must name among their {@code aud}. */
        Optional<String> audience();

        /** Where the issuer publishes its keys. */
        Optional<URI> jwksUrl();

        /** The claim that names the tenant. */
        @WithDefault("tenant")
        String tenantClaim();

        /** The claim that lists the scopes. */
        @WithDefault("scope")
        String scopeClaim();

        /** How far the issuer's clock may be from ours; machines that keep time are closer. */
        @WithDefault("30s")
        Duration clockSkew();

        /** At least so long between two looks at the keys, whatever tokens name: else anybody could keep the issuer busy. */
        @WithDefault("10s")
        Duration refetch();

        /** How often the keys are read anew, so that a withdrawn one stops counting. */
        @WithDefault("5m")
        Duration refresh();
    }
}
