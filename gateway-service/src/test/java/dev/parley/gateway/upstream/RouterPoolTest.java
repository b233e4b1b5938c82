package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.upstream.RouterPool.Member;
import dev.parley.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterPoolTest {

    private static final int MODELS = 10_000;
    private static final RouterPool.Bounds BOUNDS = new RouterPool.Bounds(1.25, 8, Duration.ofSeconds(2));

    private final SettableClock clock = SettableClock.at("2026-02-01T10:00:00Z");
    private final RouterPool pool = new RouterPool(BOUNDS, clock);

    private static List<URI> routers(int count) {
        return IntStream.range(1, count + 1)
                .mapToObj(number -> URI.create("http://10.0.0." + number + ":8081"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Map<String, URI> owners() {
        Map<String, URI> owners = new HashMap<>();
        IntStream.range(0, MODELS)
                .mapToObj(number -> "model-" + number)
                .forEach(model -> owners.put(model, owner(model)));
        return owners;
    }

    private URI owner(String model) {
        return pool.order(model).get(0).base();
    }

    @Test
    void every_gateway_sends_a_model_to_the_same_router_in_whatever_order_it_knows_them() {
        List<URI> routers = routers(5);
        pool.become(routers);
        Map<String, URI> here = owners();

        Collections.reverse(routers);
        RouterPool there = new RouterPool(BOUNDS, clock);
        there.become(routers);

        assertThat(here)
                .allSatisfy((model, owner) ->
                        assertThat(there.order(model).get(0).base()).isEqualTo(owner));
    }

    @Test
    void models_are_spread_evenly() {
        pool.become(routers(5));

        Map<URI, Long> shares =
                owners().values().stream().collect(Collectors.groupingBy(one -> one, Collectors.counting()));

        assertThat(shares).hasSize(5);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(1_800L, 2_200L));
    }

    @Test
    void when_a_router_leaves_only_its_own_models_move_and_to_all_others() {
        List<URI> routers = routers(5);
        pool.become(routers);
        Map<String, URI> before = owners();

        URI left = routers.remove(2);
        pool.become(routers);
        Map<String, URI> after = owners();

        assertThat(before).allSatisfy((model, owner) -> {
            if (!owner.equals(left)) {
                assertThat(after.get(model)).isEqualTo(owner);
            }
        });
        assertThat(before.entrySet().stream()
                        .filter(one -> one.getValue().equals(left))
                        .map(one -> after.get(one.getKey())))
                .containsAll(routers);
    }

    @Test
    void a_router_that_joins_takes_its_share_and_nothing_else_moves() {
        pool.become(routers(5));
        Map<String, URI> before = owners();

        pool.become(routers(6));
        Map<String, URI> after = owners();

        URI joined = routers(6).get(5);
        List<String> moved = before.keySet().stream()
                .filter(model -> !after.get(model).equals(before.get(model)))
                .toList();
        assertThat(moved).allSatisfy(model -> assertThat(after.get(model)).isEqualTo(joined));
        assertThat(moved.size()).isBetween(MODELS / 6 - 250, MODELS / 6 + 250);
    }

    @Test
    void one_model_stays_with_one_router_while_there_is_little_to_do_and_never_overloads_it() {
        pool.become(routers(4));
        Map<URI, Integer> underWay = new HashMap<>();

        for (int request = 1; request <= 1_000; request++) {
            Member asked = pool.order("llama3.2").get(0);
            asked.begun();
            underWay.merge(asked.base(), 1, Integer::sum);

            int busiest =
                    underWay.values().stream().mapToInt(count -> count).max().orElse(0);
            assertThat(busiest).isLessThanOrEqualTo(Math.max(8, (int) Math.ceil(1.25 * request / 4)));
            assertThat(underWay).hasSizeLessThanOrEqualTo((request + 7) / 8);
        }
        assertThat(underWay).hasSize(4);
    }

    @Test
    void work_that_has_ended_counts_no_more() {
        pool.become(routers(2));
        Member owner = pool.order("llama3.2").get(0);

        IntStream.range(0, 100).forEach(request -> {
            owner.begun();
            owner.ended();
        });

        assertThat(pool.order("llama3.2").get(0)).isEqualTo(owner);
    }

    @Test
    void a_router_that_is_away_is_asked_last_and_after_its_rest_by_one_request_alone() {
        pool.become(routers(3));
        Member owner = pool.order("llama3.2").get(0);

        owner.isAway();
        assertThat(pool.order("llama3.2")).hasSize(3).last().isEqualTo(owner);

        clock.advance(Duration.ofSeconds(2));
        assertThat(pool.order("llama3.2").get(0)).isEqualTo(owner);
        assertThat(pool.order("llama3.2").get(0)).isNotEqualTo(owner);

        owner.isThere();
        assertThat(pool.order("llama3.2").get(0)).isEqualTo(owner);
    }

    @Test
    void what_is_known_of_a_router_outlives_a_change_of_the_others() {
        pool.become(routers(3));
        Member owner = pool.order("llama3.2").get(0);
        owner.isAway();

        pool.become(routers(4));

        assertThat(pool.order("llama3.2")).last().isEqualTo(owner);
    }

    @Test
    void a_lone_router_is_asked_whatever_became_of_it() {
        pool.become(routers(1));
        pool.order("llama3.2").get(0).isAway();

        assertThat(pool.areSeveral()).isFalse();
        assertThat(pool.order("llama3.2")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "llama3.2, llama3.2:latest",
        "LLAMA3.2:latest, llama3.2:latest",
        "qwen3:8b, qwen3:8b",
        "localhost:5000/team/model, localhost:5000/team/model:latest",
        "'', ''"
    })
    void spellings_of_one_model_are_one(String asked, String key) {
        assertThat(ModelKey.of(asked)).isEqualTo(key);
    }
}
