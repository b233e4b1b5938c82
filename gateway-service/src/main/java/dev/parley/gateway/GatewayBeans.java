package dev.parley.gateway;

import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.identity.Guesses;
import dev.parley.gateway.identity.Identification;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.key.BootstrapKey;
import dev.parley.gateway.key.EndedKeys;
import dev.parley.gateway.key.EndsOfKeys;
import dev.parley.gateway.key.KeptKeys;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.quota.Payers;
import dev.parley.gateway.session.KeptSessions;
import dev.parley.gateway.session.KnownSessions;
import dev.parley.gateway.token.SigningKeys;
import dev.parley.gateway.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What features need of the settings and know nothing of. */
@Dependent
class GatewayBeans {

    /** Signing out counts everywhere within the time that revoking a key does. */
    private static final Duration SESSION_FRESH = Duration.ofSeconds(2);

    /** A key that has ended is let in for two seconds at most; clocks of replicas and slow requests have the rest. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(5);

    private static final int ENDED_AT_ONCE = 100;

    @Produces
    @Singleton
    OpenStreams openStreams(GatewayConfig config, MeterRegistry meters) {
        return new OpenStreams(config.streams().max()).measuredBy(meters);
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    /** @throws ConfigurationException if what was set is no key; the process ends with that sentence */
    @Produces
    @Singleton
    BootstrapKey bootstrapKey(GatewayConfig config) {
        try {
            return new BootstrapKey(config.identity().bootstrapKey());
        } catch (IllegalArgumentException noKey) {
            throw new ConfigurationException("gateway.identity.bootstrap-key: " + noKey.getMessage());
        }
    }

    @Produces
    @Singleton
    KnownKeys knownKeys(KeptKeys kept, GatewayConfig config, Clock clock) {
        IdentityConfig identity = config.identity();
        return new KnownKeys(kept, new KnownKeys.Bounds(identity.known(), identity.grace()), clock);
    }

    @Produces
    @Singleton
    EndsOfKeys endsOfKeys(EndedKeys keys, Payers payers, Clock clock) {
        return new EndsOfKeys(keys, payers, clock, FORGOTTEN, ENDED_AT_ONCE);
    }

    @Produces
    @Singleton
    KnownSessions knownSessions(KeptSessions kept, GatewayConfig config, Clock clock) {
        IdentityConfig identity = config.identity();
        return new KnownSessions(
                kept, new KnownSessions.Bounds(identity.known(), SESSION_FRESH, identity.grace()), clock);
    }

    @Produces
    @Singleton
    Guesses guesses(GatewayConfig config, Clock clock) {
        IdentityConfig.Guesses borne = config.identity().guesses();
        return new Guesses(new Guesses.Bounds(borne.perMinute(), borne.addresses()), clock);
    }

    @Produces
    @Singleton
    Tokens tokens(SigningKeys issuer, GatewayConfig config, Clock clock) {
        return TrustedIssuer.tokens(config.identity(), issuer, clock);
    }

    @Produces
    @Singleton
    Visits visits(KnownKeys keys, Clock clock) {
        return new Visits(keys, clock);
    }

    /** At start, so that what is set wrongly is told then and not to the first caller. */
    @Produces
    @Singleton
    @Startup
    Identification identification(
            BootstrapKey bootstrap,
            KnownKeys keys,
            KnownSessions sessions,
            Tokens tokens,
            Guesses guesses,
            GatewayConfig config,
            Clock clock) {
        Limits bearers = config.quota().jwt().limits();
        return new Identification(bootstrap, keys, sessions, tokens, bearers, guesses, clock);
    }
}
