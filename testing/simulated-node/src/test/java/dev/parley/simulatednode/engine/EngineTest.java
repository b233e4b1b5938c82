package dev.parley.simulatednode.engine;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.engine.Counters.Event;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.LiveSettings;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final Model LLAMA = StockModels.of("llama3.2");
    private static final Model QWEN = StockModels.of("qwen3:8b");
    private static final Model MISTRAL = StockModels.of("mistral:7b");
    private static final Model GEMMA = StockModels.of("gemma3:4b");
    private static final Model MINILM = StockModels.of("all-minilm");

    private final ManualTime time = new ManualTime();
    private final LiveSettings settings =
            new LiveSettings(NodeSettings.defaults().with("load_seconds", 1));
    private final Counters counters = new Counters();
    private final Engine engine = new Engine(time, settings, counters);

    @Test
    void a_cold_model_is_loaded_first_and_is_not_listed_meanwhile() {
        Caller caller = ask(LLAMA);

        time.pass(ofMillis(999));
        assertThat(caller.granted()).isFalse();
        assertThat(engine.loaded()).isEmpty();
        assertThat(engine.queue()).containsExactly("llama3.2:latest");
        time.pass(ofMillis(1));

        assertThat(caller.granted()).isTrue();
        assertThat(caller.lease().loadNanos()).isEqualTo(1_000_000_000L);
        assertThat(engine.loaded())
                .extracting(each -> each.model().name().display())
                .containsExactly("llama3.2:latest");
        assertThat(counters.count(Event.LOADS_FINISHED)).isEqualTo(1);
    }

    @Test
    void requests_for_a_warm_model_wait_in_order_for_its_slots() {
        Caller first = loaded(LLAMA);
        Caller second = ask(LLAMA);
        Caller third = ask(LLAMA);

        first.lease().release();

        assertThat(second.granted()).isTrue();
        assertThat(third.granted()).isFalse();
        assertThat(engine.loaded().get(0).waiting()).isEqualTo(1);
        second.lease().release();
        assertThat(third.granted()).isTrue();
        assertThat(counters.mostAtOnce()).containsEntry("llama3.2:latest", 1);
    }

    @Test
    void more_slots_serve_more_requests_at_once() {
        settings.change(each -> each.with("slots", 3));

        Caller first = loaded(LLAMA);
        List<Caller> more = List.of(ask(LLAMA), ask(LLAMA), ask(LLAMA));

        assertThat(first.granted()).isTrue();
        assertThat(more).extracting(Caller::granted).containsExactly(true, true, false);
        assertThat(counters.mostAtOnce()).containsEntry("llama3.2:latest", 3);
    }

    @Test
    void an_embedding_model_has_one_slot_whatever_is_set() {
        settings.change(each -> each.with("slots", 4));

        loaded(MINILM);

        assertThat(ask(MINILM).granted()).isFalse();
    }

    @Test
    void one_slow_load_blocks_every_other_cold_model_but_not_a_warm_one() {
        loaded(LLAMA).lease().release();
        ask(QWEN);
        Caller cold = ask(MISTRAL);

        Caller warm = ask(LLAMA);
        time.pass(ofMillis(1_500));

        assertThat(warm.granted()).isTrue();
        assertThat(cold.granted()).isFalse();
        time.pass(ofMillis(500));
        assertThat(cold.granted()).isTrue();
    }

    @Test
    void a_warm_model_takes_any_number_but_the_queue_for_loads_is_bounded() {
        settings.change(each -> each.with("max_queue", 2));
        loaded(LLAMA);
        for (int i = 0; i < 1_000; i++) {
            ask(LLAMA);
        }
        ask(QWEN);
        ask(MISTRAL);
        ask(MISTRAL);

        Caller refused = ask(MISTRAL);

        assertThat(engine.loaded().get(0).waiting()).isEqualTo(1_000);
        assertThat(refused.status).isEqualTo(503);
        assertThat(refused.text).isEqualTo("server busy, please try again.  maximum pending requests exceeded");
        assertThat(counters.count(Event.REFUSED_BUSY)).isEqualTo(1);
    }

    @Test
    void a_client_that_leaves_aborts_its_load_and_the_next_waiter_starts_over() {
        Caller first = ask(LLAMA);
        Caller second = ask(LLAMA);
        time.pass(ofMillis(900));

        first.turn().cancel();
        time.pass(ofMillis(999));

        assertThat(second.granted()).isFalse();
        assertThat(counters.count(Event.LOADS_CANCELLED)).isEqualTo(1);
        time.pass(ofMillis(1));
        assertThat(second.granted()).isTrue();
        assertThat(first.granted()).isFalse();
        assertThat(counters.count(Event.LOADS_STARTED)).isEqualTo(2);
    }

    @Test
    void a_client_that_leaves_the_queue_for_a_slot_is_skipped() {
        Caller first = loaded(LLAMA);
        Caller second = ask(LLAMA);
        Caller third = ask(LLAMA);

        second.turn().cancel();
        first.lease().release();

        assertThat(third.granted()).isTrue();
        assertThat(second.granted()).isFalse();
        assertThat(counters.count(Event.WAITING_CANCELLED)).isEqualTo(1);
    }

    @Test
    void another_context_reloads_the_model_once_it_is_idle() {
        Caller first = loaded(LLAMA);
        Caller larger = ask(LLAMA, RunnerOptions.DEFAULTS.withNumCtx(8_192), null);

        time.pass(ofSeconds(5));
        assertThat(larger.granted()).isFalse();
        first.lease().release();
        time.pass(ofSeconds(1));

        assertThat(larger.granted()).isTrue();
        assertThat(larger.lease().contextLength()).isEqualTo(8_192);
        assertThat(counters.count(Event.LOADS_FINISHED)).isEqualTo(2);
    }

    @Test
    void an_unset_context_reloads_a_model_that_was_loaded_with_an_explicit_one() {
        Caller explicit = ask(LLAMA, RunnerOptions.DEFAULTS.withNumCtx(8_192), null);
        time.pass(ofSeconds(1));
        explicit.lease().release();

        Caller automatic = ask(LLAMA);

        assertThat(automatic.granted()).isFalse();
        time.pass(ofSeconds(1));
        assertThat(automatic.lease().contextLength()).isEqualTo(4_096);
    }

    @Test
    void unset_gpu_layers_never_reload_and_set_ones_do() {
        loaded(LLAMA).lease().release();
        RunnerOptions layers = new RunnerOptions(0, 512, 20, 0, null, 0, 4, true);

        Caller set = ask(LLAMA, layers, null);
        time.pass(ofSeconds(1));
        set.lease().release();
        Caller unset = ask(LLAMA);

        assertThat(counters.count(Event.LOADS_FINISHED)).isEqualTo(2);
        assertThat(unset.granted()).isTrue();
    }

    @Test
    void the_idle_model_with_the_shortest_life_makes_room() {
        loaded(LLAMA, ofMinutes(10).toNanos()).lease().release();
        loaded(QWEN, ofMinutes(1).toNanos()).lease().release();
        Caller busy = loaded(MISTRAL, ofSeconds(1).toNanos());

        Caller fourth = ask(GEMMA);
        time.pass(ofSeconds(1));

        assertThat(fourth.granted()).isTrue();
        assertThat(busy.granted()).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("llama3.2:latest", "mistral:7b", "gemma3:4b");
    }

    @Test
    void when_all_are_busy_the_newcomer_waits_for_one_of_them() {
        settings.change(each -> each.with("max_loaded_models", 1));
        Caller busy = loaded(LLAMA);

        Caller newcomer = ask(QWEN);
        time.pass(ofMinutes(1));
        assertThat(newcomer.granted()).isFalse();
        busy.lease().release();
        time.pass(ofSeconds(1));

        assertThat(newcomer.granted()).isTrue();
        assertThat(names()).containsExactly("qwen3:8b");
    }

    @Test
    void a_model_too_large_for_the_gpu_lies_partly_in_the_other_memory() {
        settings.change(each -> each.with("vram_bytes", 3L << 30));

        loaded(QWEN);

        LoadedModel qwen = engine.loaded().get(0);
        assertThat(qwen.vramBytes()).isEqualTo(3L << 30).isLessThan(qwen.sizeBytes());
    }

    @Test
    void a_model_too_large_for_all_memory_is_refused() {
        settings.change(each -> each.with("vram_bytes", 1L << 30).with("ram_bytes", 1L << 30));

        Caller caller = ask(QWEN);
        time.pass(ofMillis(1));

        assertThat(caller.status).isEqualTo(500);
        assertThat(caller.text).startsWith("model requires more system memory (");
    }

    @Test
    void a_machine_without_a_gpu_holds_as_many_models_as_its_memory() {
        settings.change(each -> each.with("vram_bytes", 0).with("ram_bytes", 4L << 30));
        loaded(LLAMA).lease().release();
        loaded(MINILM).lease().release();
        assertThat(names()).containsExactlyInAnyOrder("llama3.2:latest", "all-minilm:latest");
        assertThat(engine.loaded()).allMatch(each -> each.vramBytes() == 0);

        Caller third = loaded(GEMMA);

        assertThat(third.granted()).isTrue();
        assertThat(names()).contains("gemma3:4b").doesNotContain("llama3.2:latest");
    }

    @Test
    void memory_outside_the_gpu_that_is_taken_is_not_free() {
        settings.change(each -> each.with("vram_bytes", 0).with("ram_bytes", 4L << 30));
        Caller busy = loaded(LLAMA);

        Caller second = loaded(GEMMA);

        assertThat(second.granted()).isFalse();
        busy.lease().release();
        time.pass(ofSeconds(1));
        assertThat(second.granted()).isTrue();
        assertThat(names()).containsExactly("gemma3:4b");
    }

    @Test
    void a_request_may_bring_the_time_and_the_failure_of_its_own_load() {
        Caller slow = ask(LLAMA, new Demand.Loading(3, 1, ""));
        Caller failing = ask(QWEN, new Demand.Loading(0, 1, "out of luck"));

        time.pass(ofMillis(2_999));
        assertThat(slow.granted()).isFalse();
        time.pass(ofMillis(1));

        assertThat(slow.granted()).isTrue();
        assertThat(failing.text).isEqualTo("out of luck");
        assertThat(loaded(QWEN).granted()).isTrue();
    }

    @Test
    void an_expiry_that_passes_while_a_model_is_stuck_begins_anew() {
        loaded(LLAMA, ofSeconds(10).toNanos()).lease().release();
        engine.stick(true);
        time.pass(ofMinutes(1));
        assertThat(engine.loaded().get(0).expiresAt()).isBefore(time.now());

        engine.stick(false);

        assertThat(engine.loaded().get(0).expiresAt()).isEqualTo(time.now().plusSeconds(10));
        time.pass(ofSeconds(10));
        assertThat(engine.loaded()).isEmpty();
    }

    @Test
    void a_model_that_ends_its_work_while_stuck_stays_expired() {
        Caller running = loaded(LLAMA);
        engine.stick(true);

        running.lease().release();

        assertThat(engine.loaded().get(0).expiresAt()).isBefore(time.now());
    }

    @Test
    void a_place_that_a_stuck_model_had_to_leave_is_free_when_it_is_stuck_no_more() {
        settings.change(each -> each.with("max_loaded_models", 1));
        loaded(LLAMA).lease().release();
        engine.stick(true);
        Caller newcomer = ask(QWEN);
        time.pass(ofMinutes(10));
        assertThat(newcomer.granted()).isFalse();

        engine.stick(false);
        time.pass(ofSeconds(1));

        assertThat(newcomer.granted()).isTrue();
        assertThat(names()).containsExactly("qwen3:8b");
    }

    @Test
    void a_model_that_is_loaded_later_is_stuck_too() {
        engine.stick(true);

        Caller caller = loaded(LLAMA);

        assertThat(caller.granted()).isFalse();
        assertThat(engine.loaded().get(0).waiting()).isEqualTo(1);
        engine.stick(false);
        assertThat(caller.granted()).isTrue();
    }

    @Test
    void a_failed_load_is_answered_with_its_text() {
        settings.change(each -> each.with("load_failure", "llama-server process has terminated: exit status 1"));

        Caller caller = ask(LLAMA);
        time.pass(ofSeconds(1));

        assertThat(caller.status).isEqualTo(500);
        assertThat(counters.count(Event.LOADS_FAILED)).isEqualTo(1);
        assertThat(engine.loaded()).isEmpty();
    }

    @Test
    void a_model_leaves_when_its_time_after_the_last_request_is_over() {
        loaded(LLAMA).lease().release();

        time.pass(ofSeconds(299));
        assertThat(names()).containsExactly("llama3.2:latest");
        time.pass(ofSeconds(1));

        assertThat(engine.loaded()).isEmpty();
        assertThat(counters.count(Event.UNLOADS)).isEqualTo(1);
    }

    @Test
    void a_keep_alive_that_was_sent_once_stays() {
        loaded(LLAMA, ofSeconds(10).toNanos()).lease().release();
        time.pass(ofSeconds(5));

        Caller second = ask(LLAMA);
        second.lease().release();

        assertThat(engine.loaded().get(0).expiresAt()).isEqualTo(time.now().plusSeconds(10));
    }

    @Test
    void a_keep_alive_of_zero_unloads_right_after_the_request() {
        Caller caller = loaded(LLAMA, 0L);

        caller.lease().release();

        assertThat(engine.loaded()).isEmpty();
    }

    @Test
    void a_negative_keep_alive_is_for_ever_and_listed_first() {
        loaded(QWEN).lease().release();
        loaded(LLAMA, -1L).lease().release();

        time.pass(ofMinutes(4));

        assertThat(engine.loaded().get(0).model()).isEqualTo(LLAMA);
        assertThat(engine.loaded().get(0).expiresAt().toString()).startsWith("2319-");
    }

    @Test
    void the_expiry_is_stale_while_a_long_request_runs() {
        Caller first = loaded(LLAMA, ofSeconds(10).toNanos());
        first.lease().release();
        ask(LLAMA);

        time.pass(ofMinutes(1));

        assertThat(engine.loaded().get(0).expiresAt()).isBefore(time.now());
    }

    @Test
    void an_unload_waits_for_the_running_request() {
        Caller caller = loaded(LLAMA);

        engine.expire(LLAMA);
        assertThat(names()).containsExactly("llama3.2:latest");
        caller.lease().release();

        assertThat(engine.loaded()).isEmpty();
    }

    @Test
    void two_names_on_the_same_weights_share_one_instance() {
        Model copy = LLAMA.named(dev.parley.simulatednode.catalogue.ModelName.of("backup"));
        loaded(LLAMA).lease().release();

        Caller byOtherName = ask(copy);

        assertThat(byOtherName.granted()).isTrue();
        assertThat(names()).containsExactly("llama3.2:latest");
    }

    @Test
    void a_slot_remembers_the_prompt_it_had() {
        settings.change(each -> each.with("slots", 2));
        Caller one = loaded(LLAMA, RunnerOptions.DEFAULTS, null, new int[] {1, 2, 3, 4});
        Caller two = ask(LLAMA, RunnerOptions.DEFAULTS, null, new int[] {9, 8, 7});
        one.lease().release();
        two.lease().release();

        Caller again = ask(LLAMA, RunnerOptions.DEFAULTS, null, new int[] {9, 8, 7, 6});

        assertThat(again.lease().cachedTokens()).isEqualTo(3);
    }

    @Test
    void a_crash_forgets_everything_and_late_releases_do_no_harm() {
        Caller running = loaded(LLAMA);
        Caller waiting = ask(LLAMA);
        ask(QWEN);

        engine.crash();
        Caller after = ask(LLAMA);
        running.lease().release();
        waiting.turn().cancel();
        time.pass(ofSeconds(1));

        assertThat(after.granted()).isTrue();
        assertThat(waiting.granted()).isFalse();
        assertThat(names()).containsExactly("llama3.2:latest");
    }

    private List<String> names() {
        return engine.loaded().stream()
                .map(each -> each.model().name().display())
                .toList();
    }

    private Caller loaded(Model model) {
        return loaded(model, null);
    }

    private Caller loaded(Model model, @Nullable Long keepAlive) {
        return loaded(model, RunnerOptions.DEFAULTS, keepAlive, new int[0]);
    }

    private Caller loaded(Model model, RunnerOptions options, @Nullable Long keepAlive, int[] prompt) {
        Caller caller = ask(model, options, keepAlive, prompt);
        time.pass(ofSeconds(1));
        return caller;
    }

    private Caller ask(Model model) {
        return ask(model, RunnerOptions.DEFAULTS, null);
    }

    private Caller ask(Model model, Demand.Loading loading) {
        Caller caller = new Caller();
        caller.turn = engine.ask(new Demand(model, RunnerOptions.DEFAULTS, null, false, new int[0], loading), caller);
        return caller;
    }

    private Caller ask(Model model, RunnerOptions options, @Nullable Long keepAlive) {
        return ask(model, options, keepAlive, new int[0]);
    }

    private Caller ask(Model model, RunnerOptions options, @Nullable Long keepAlive, int[] prompt) {
        Caller caller = new Caller();
        Demand.Loading loading = Demand.Loading.of(settings.get());
        caller.turn = engine.ask(new Demand(model, options, keepAlive, false, prompt, loading), caller);
        return caller;
    }

    private static final class Caller implements Waiter {

        private @Nullable Turn turn;
        private @Nullable Lease lease;
        private int status;
        private String text = "";

        @Override
        public void granted(Lease granted) {
            lease = granted;
        }

        @Override
        public void refused(int refusal, String reason) {
            status = refusal;
            text = reason;
        }

        boolean granted() {
            return lease != null;
        }

        Lease lease() {
            assertThat(lease).as("lease").isNotNull();
            return lease;
        }

        Turn turn() {
            assertThat(turn).as("turn").isNotNull();
            return turn;
        }
    }
}
