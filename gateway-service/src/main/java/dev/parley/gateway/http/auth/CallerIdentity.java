package dev.parley.gateway.http.auth;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Verdict.Good;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A caller as the framework knows one: its scopes are roles, and a socket is closed when it ends. */
final class CallerIdentity implements SecurityIdentity {

    /** Where sockets look for the second of 1970 at which to close. */
    private static final String EXPIRES = "quarkus.identity.expire-time";

    private final Identified who;
    private final Map<String, Object> attributes;

    CallerIdentity(Good good) {
        this.who = good.who();
        Instant until = good.until();
        this.attributes = until == null
                ? Map.of(Identified.ATTRIBUTE, who)
                : Map.of(Identified.ATTRIBUTE, who, EXPIRES, until.getEpochSecond());
    }

    Identified who() {
        return who;
    }

    @Override
    public Principal getPrincipal() {
        return () -> who.caller().key();
    }

    @Override
    public boolean isAnonymous() {
        return false;
    }

    @Override
    public Set<String> getRoles() {
        return who.caller().scopes().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean hasRole(String role) {
        return getRoles().contains(role);
    }

    @Override
    public Set<Permission> getPermissions() {
        return Set.of();
    }

    @Override
    public <T extends Credential> @Nullable T getCredential(Class<T> credentialType) {
        return null;
    }

    @Override
    public Set<Credential> getCredentials() {
        return Set.of();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }

    @Override
    public Uni<Boolean> checkPermission(Permission permission) {
        return Uni.createFrom().item(false);
    }
}
