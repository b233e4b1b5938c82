package dev.parley.gateway.http.auth;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Verdict.Good;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A caller as the framework knows one: its scopes are roles. What is open under it is ended by us, in words. */
final class CallerIdentity implements SecurityIdentity {

    private final Identified who;
    private final Map<String, Object> attributes;

    CallerIdentity(Good good) {
        this.who = good.who();
        this.attributes = Map.of(Identified.ATTRIBUTE, who);
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
