package dev.parley.gateway.http;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.NewKey;
import dev.parley.gateway.permission.ScopeName;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.access.KeyLimits;
import dev.parley.protocol.access.KeyRequest;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the request for a key against what a key may be, and against what its giver may do. */
final class KeyTerms {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern MODEL = Pattern.compile("[^\\s\\p{Cntrl}*]{1,200}\\*?|\\*");
    private static final int MOST_MODELS = 100;
    private static final int MOST_MODEL_CHARACTERS = 4_096;
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();

    private final KeyRequest wanted;
    private final Caller by;
    private final Instant now;

    KeyTerms(KeyRequest wanted, Caller by, Instant now) {
        this.wanted = wanted;
        this.by = by;
        this.now = now;
    }

    /** @throws ProblemException naming the field that is wrong, or what the giver lacks */
    NewKey of(ApiKey key) {
        String name = name();
        Caller caller = new Caller(tenant(), key.id(), scopes(), models());
        boolean inPath = wanted.pathPrefix() != null && wanted.pathPrefix();
        return new NewKey(key, name, caller, limits(), inPath, now, expiresAt());
    }

    private String name() {
        String name = wanted.name();
        if (name == null || name.isBlank() || !NAME.matcher(name).matches()) {
            throw invalid("name", shown(name), "1..200 characters, none of them a control character");
        }
        return name;
    }

    private String tenant() {
        String tenant = wanted.tenant() == null ? by.tenant() : wanted.tenant();
        if (!TENANT.matcher(tenant).matches()) {
            throw invalid("tenant", shown(tenant), "1..64 characters of a-z, 0-9 and -");
        }
        return tenant;
    }

    /** A key mints no scope that it lacks. */
    private Set<Scope> scopes() {
        List<Scope> scopes = wanted.scopes();
        if (scopes == null || scopes.isEmpty()) {
            throw invalid("scopes", String.valueOf(scopes), "at least one");
        }
        if (scopes.contains(null)) {
            throw invalid("scopes", "null", "the name of a scope");
        }
        Set<Scope> lacking = EnumSet.copyOf(scopes);
        lacking.removeAll(by.scopes());
        if (!lacking.isEmpty()) {
            throw missing("scopes", ScopeName.of(lacking.iterator().next()));
        }
        return EnumSet.copyOf(scopes);
    }

    /** Nor a model that it may not use itself. */
    private @Nullable List<String> models() {
        List<String> models = wanted.models();
        List<String> own = by.models();
        if (models == null) {
            if (own != null) {
                throw missing("models", "every model");
            }
            return null;
        }
        checkSize(models);
        for (int i = 0; i < models.size(); i++) {
            checkModel("models[" + i + "]", models.get(i), own);
        }
        return models;
    }

    private static void checkSize(List<String> models) {
        if (models.isEmpty() || models.size() > MOST_MODELS) {
            throw invalid("models", models.size() + " names", "1.." + MOST_MODELS);
        }
        int characters = models.stream()
                .mapToInt(model -> model == null ? 0 : model.length())
                .sum();
        if (characters > MOST_MODEL_CHARACTERS) {
            throw invalid("models", characters + " characters", "<= " + MOST_MODEL_CHARACTERS + " in all");
        }
    }

    private static void checkModel(String field, @Nullable String model, @Nullable List<String> own) {
        if (model == null || !MODEL.matcher(model).matches()) {
            throw invalid(field, shown(model), "1..200 characters, of which the last may be *");
        }
        if (own != null && own.stream().noneMatch(allowed -> covers(allowed, model))) {
            throw missing(field, model);
        }
    }

    private static boolean covers(String allowed, String model) {
        return allowed.endsWith("*")
                ? model.startsWith(allowed.substring(0, allowed.length() - 1))
                : model.equals(allowed);
    }

    private Limits limits() {
        KeyLimits limits = wanted.limits();
        if (limits == null) {
            return Limits.NONE;
        }
        return new Limits(
                within("requests_per_minute", limits.requestsPerMinute(), 1_000_000),
                within("tokens_per_minute", limits.tokensPerMinute(), 1_000_000_000_000L),
                within("concurrent_streams", limits.concurrentStreams(), 10_000),
                within("tokens_per_month", limits.tokensPerMonth(), 1_000_000_000_000_000L));
    }

    private static OptionalInt within(String limit, @Nullable Integer value, int most) {
        OptionalLong checked = within(limit, value == null ? null : Long.valueOf(value), most);
        return checked.isPresent() ? OptionalInt.of((int) checked.getAsLong()) : OptionalInt.empty();
    }

    private static OptionalLong within(String limit, @Nullable Long value, long most) {
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value < 1 || value > most) {
            throw invalid("limits." + limit, String.valueOf(value), "1.." + most);
        }
        return OptionalLong.of(value);
    }

    private @Nullable Instant expiresAt() {
        Instant at = wanted.expiresAt();
        Long in = wanted.expiresInSeconds();
        if (at != null && in != null) {
            throw invalid("expires_in_seconds", in + " beside expires_at", "one of them");
        }
        if (in != null && (in < 1 || in > LONGEST_SECONDS)) {
            throw invalid("expires_in_seconds", String.valueOf(in), "1.." + LONGEST_SECONDS);
        }
        if (at != null && (!at.isAfter(now) || at.isAfter(now.plusSeconds(LONGEST_SECONDS)))) {
            throw invalid("expires_at", String.valueOf(at), "in the next ten years");
        }
        return in == null ? at : now.plusSeconds(in);
    }

    private static ProblemException invalid(String field, String was, String expected) {
        return new ProblemException(
                ProblemCode.INVALID_FIELD, field + ": " + was + " (expected: " + expected + ")", field);
    }

    private static ProblemException missing(String field, String what) {
        return new ProblemException(
                ProblemCode.SCOPE_MISSING, field + ": " + what + " (expected: what the giver may do itself)", field);
    }

    private static String shown(@Nullable String text) {
        return text == null || text.length() <= 60 ? String.valueOf(text) : text.substring(0, 60) + "…";
    }
}
