package dev.parley.gateway.postgres;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.usage.UsageLine;
import dev.parley.gateway.usage.UsageStore;
import dev.parley.gateway.usage.Use;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Use in {@code access.usage}, a row per key, model and hour. */
@Singleton
class PostgresUsage implements UsageStore {

    /** One statement for all lines, so that they are written together or not at all. */
    private static final String ADD = """
            insert into access.usage as u (tenant, key, model, hour, requests, prompt_tokens, tokens)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::bigint[])
            on conflict (tenant, key, hour, model) do update set
                requests = u.requests + excluded.requests,
                prompt_tokens = u.prompt_tokens + excluded.prompt_tokens,
                tokens = u.tokens + excluded.tokens
            """;

    private static final String TOKENS = """
            select coalesce(sum(prompt_tokens + tokens), 0)::bigint as tokens from access.usage
            where tenant = $1 and key = $2 and hour >= $3 and hour < $4
            """;

    private static final String BY_MODEL = """
            select model, sum(requests)::bigint as requests, sum(prompt_tokens)::bigint as prompt_tokens, sum(tokens)::bigint as tokens
            from access.usage where ($1::text is null or tenant = $1) and key = $2 and hour >= date_trunc('hour', $3::timestamptz) and hour < $4
            group by model order by model
            """;

    /** Two replicas that write the same lines in different orders would wait for each other. */
    private static final Comparator<UsageLine> IN_ORDER = Comparator.comparing(
                    (UsageLine line) -> line.account().tenant())
            .thenComparing(line -> line.account().key())
            .thenComparing(UsageLine::hour)
            .thenComparing(UsageLine::model);

    private final Pool pool;
    private final Duration patience;

    PostgresUsage(Pool pool, GatewayConfig config) {
        this.pool = pool;
        this.patience = config.usage().patience();
    }

    @Override
    public Future<Void> add(Map<UsageLine, Use> lines) {
        List<UsageLine> ordered = lines.keySet().stream().sorted(IN_ORDER).toList();
        Tuple columns = Tuple.tuple()
                .addArrayOfString(texts(ordered, line -> line.account().tenant()))
                .addArrayOfString(texts(ordered, line -> line.account().key()))
                .addArrayOfString(texts(ordered, UsageLine::model))
                .addArrayOfOffsetDateTime(
                        ordered.stream().map(line -> utc(line.hour())).toArray(OffsetDateTime[]::new))
                .addArrayOfLong(numbers(ordered, lines, Use::requests))
                .addArrayOfLong(numbers(ordered, lines, Use::promptTokens))
                .addArrayOfLong(numbers(ordered, lines, Use::tokens));
        return inTime(pool.preparedQuery(ADD).execute(columns).mapEmpty());
    }

    @Override
    public Future<Long> tokens(Account account, YearMonth month) {
        Tuple values = Tuple.of(account.tenant(), account.key(), beginning(month), beginning(month.plusMonths(1)));
        return inTime(pool.preparedQuery(TOKENS)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("tokens")));
    }

    @Override
    public Future<Map<String, Use>> byModel(Optional<String> tenant, String key, Instant from, Instant to) {
        Tuple values = Tuple.of(tenant.orElse(null), key, utc(from), utc(to));
        return inTime(pool.preparedQuery(BY_MODEL).execute(values).map(rows -> {
            Map<String, Use> byModel = new LinkedHashMap<>();
            rows.forEach(row -> byModel.put(row.getString("model"), useIn(row)));
            return byModel;
        }));
    }

    private static Use useIn(Row row) {
        return new Use(row.getLong("requests"), row.getLong("prompt_tokens"), row.getLong("tokens"));
    }

    private <T> Future<T> inTime(Future<T> call) {
        return call.timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String[] texts(List<UsageLine> lines, Function<UsageLine, String> column) {
        return lines.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(List<UsageLine> lines, Map<UsageLine, Use> uses, ToLongFunction<Use> column) {
        return lines.stream()
                .map(line -> column.applyAsLong(uses.getOrDefault(line, Use.NONE)))
                .toArray(Long[]::new);
    }

    private static OffsetDateTime beginning(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
