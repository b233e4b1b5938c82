package dev.parley.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Ledgers;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.quota.MonthlyUse;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.Verdict;
import dev.parley.testkit.redis.RedisTestServer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quotas of two gateway processes over one real Redis, and without it. */
class QuotasTest {

    private static final int CLIENTS = 64;
    private static final Need REQUEST = new Need(0, 0, true);

    private final RedisTestServer redis = RedisTestServer.started();
    private final List<RunningLedger> ledgers = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong talked = new AtomicLong();
    private final Account account = Ledgers.account(UUID.randomUUID().toString());

    private final MonthlyUse use = new MonthlyUse() {
        @Override
        public Future<Long> relayed(Account asked, YearMonth month) {
            return Future.succeededFuture(written.get());
        }

        @Override
        public Future<Long> inConversations(Account asked, YearMonth month) {
            return Future.succeededFuture(talked.get());
        }
    };

    @AfterEach
    void close() {
        ledgers.forEach(RunningLedger::close);
        redis.close();
    }

    @Test
    void many_clients_of_two_gateways_begin_no_more_requests_than_a_minute_allows() throws Exception {
        Limits limits = Ledgers.limits(1_000, -1, -1, -1);
        List<Quotas> gateways = List.of(gateway(true), gateway(true));
        AtomicInteger admitted = new AtomicInteger();

        everyClient(gateways, (quotas, random) -> {
            for (int i = 0; i < 40; i++) {
                if (ask(quotas, limits, REQUEST) instanceof Verdict.Admitted) {
                    admitted.incrementAndGet();
                }
            }
        });

        assertThat(admitted.get()).isEqualTo(1_000);
    }

    @Test
    void many_clients_of_two_gateways_use_no_more_tokens_than_a_minute_and_a_month_allow() throws Exception {
        Limits limits = Ledgers.limits(-1, 50_000, -1, 60_000);
        written.set(20_000);
        List<Quotas> gateways = List.of(gateway(true), gateway(true));
        AtomicLong used = new AtomicLong();

        everyClient(gateways, (quotas, random) -> {
            for (int i = 0; i < 20; i++) {
                long asked = random.nextLong(10, 400);
                if (ask(quotas, limits, new Need(asked, asked, true)) instanceof Verdict.Admitted yes) {
                    long took = random.nextLong(asked / 2, asked + 1);
                    used.addAndGet(took);
                    yes.lease().settle(took);
                }
            }
        });

        assertThat(used.get()).isLessThanOrEqualTo(40_000).isGreaterThan(35_000);
    }

    @Test
    void many_clients_of_two_gateways_have_no_more_under_way_than_is_allowed() throws Exception {
        Limits limits = Ledgers.limits(-1, -1, 7, -1);
        List<Quotas> gateways = List.of(gateway(true), gateway(true));
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        everyClient(gateways, (quotas, random) -> {
            for (int i = 0; i < 40; i++) {
                if (ask(quotas, limits, REQUEST) instanceof Verdict.Admitted yes) {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    Thread.yield();
                    underWay.decrementAndGet();
                    yes.lease().settle(1);
                }
            }
        });

        assertThat(most.get()).isBetween(2, 7);
        await().untilAsserted(
                        () -> assertThat(ask(gateways.get(0), limits, REQUEST)).isInstanceOf(Verdict.Admitted.class));
    }

    @Test
    void tokens_of_conversations_use_up_the_same_budget() {
        Limits limits = Ledgers.limits(-1, -1, -1, 1_000);
        written.set(400);
        talked.set(500);
        Quotas quotas = gateway(true);

        Verdict within = ask(quotas, limits, new Need(100, 100, true));
        talked.set(501);
        Verdict beyond = ask(quotas, limits, Need.REQUEST);

        assertThat(within).isInstanceOf(Verdict.Admitted.class);
        assertThat(beyond).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Verdict.Reason.BUDGET_EXHAUSTED);
            assertThat(refused.retryAfter().orElse(0)).isPositive();
        });
    }

    @Test
    void a_key_without_limits_is_let_in_whatever_becomes_of_redis() {
        Quotas quotas = gateway(false);
        redis.stop();

        Verdict verdict = ask(quotas, Limits.NONE, REQUEST);

        assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void without_redis_each_gateway_goes_on_alone_from_what_it_has_seen() {
        Limits limits = Ledgers.limits(10, -1, -1, -1);
        Quotas one = gateway(true);
        Quotas two = gateway(true);
        admit(one, limits, 4);

        redis.stop();
        int oneMore = admit(one, limits, 20);
        int twoMore = admit(two, limits, 20);

        assertThat(oneMore).isEqualTo(6);
        assertThat(twoMore).isEqualTo(10);
    }

    @Test
    void without_redis_a_month_is_counted_from_what_is_written_down() {
        Limits limits = Ledgers.limits(-1, -1, -1, 1_000);
        written.set(990);
        Quotas quotas = gateway(true);
        redis.stop();

        Verdict first = ask(quotas, limits, new Need(10, 10, true));
        ((Verdict.Admitted) first).lease().settle(10);
        Verdict second = ask(quotas, limits, REQUEST);

        assertThat(second)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Verdict.Reason.BUDGET_EXHAUSTED));
    }

    @Test
    void without_redis_keys_with_limits_are_refused_where_that_is_set() {
        Quotas quotas = gateway(false);
        redis.stop();

        Verdict verdict = ask(quotas, Ledgers.limits(10, -1, -1, -1), REQUEST);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Verdict.Reason.UNAVAILABLE));
    }

    @Test
    void when_redis_is_back_gateways_decide_together_again() {
        Limits limits = Ledgers.limits(10, -1, -1, -1);
        Quotas one = gateway(true);
        Quotas two = gateway(true);
        redis.restart();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> ledgers.stream().allMatch(ledger -> ledger.ledger().isThere()));
        int together = admit(one, limits, 7) + admit(two, limits, 7);

        assertThat(together).isEqualTo(10);
    }

    private static int admit(Quotas quotas, Limits limits, int times, Account account) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += get(quotas.ask(account, limits, REQUEST)) instanceof Verdict.Admitted ? 1 : 0;
        }
        return admitted;
    }

    private int admit(Quotas quotas, Limits limits, int times) {
        return admit(quotas, limits, times, account);
    }

    private interface Client {
        void run(Quotas quotas, RandomGenerator random);
    }

    private static void everyClient(List<Quotas> gateways, Client client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<java.util.concurrent.Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Quotas mine = gateways.get(i % gateways.size());
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(i);
            runs.add(threads.submit(() -> client.run(mine, random)));
        }
        for (java.util.concurrent.Future<?> run : runs) {
            run.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }

    private Quotas gateway(boolean open) {
        RunningLedger ledger = RunningLedger.joined(redis.url());
        ledgers.add(ledger);
        return new Quotas(ledger.ledger(), use, Clock.systemUTC(), open, 100);
    }

    private Verdict ask(Quotas quotas, Limits limits, Need need) {
        return get(quotas.ask(account, limits, need));
    }

    private static Verdict get(Future<Verdict> verdict) {
        try {
            return verdict.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
