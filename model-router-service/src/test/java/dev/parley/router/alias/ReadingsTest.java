package dev.parley.router.alias;

import static dev.parley.router.alias.AliasesInMemory.alias;
import static dev.parley.router.alias.AliasesInMemory.model;
import static dev.parley.router.alias.AliasesInMemory.weighed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private final Set<ModelName> models = new HashSet<>();
    private final Alias canary = new Alias(name("llama3.2"), "llama3.2", weighed("llama3.2=9", "q=1"), List.of(), true);
    private final Alias coder = new Alias(name("coder"), "coder", weighed("a=1", "b=9"), List.of(model("c")), false);
    private final Aliases aliases = AliasesInMemory.of(List.of(canary, coder, alias("loop", "coder=1")));
    private final Readings readings =
            new Readings(aliases, Map.of("task:code", model("coder"), "auto", model("m")), models::contains);

    @Test
    void a_model_is_itself() {
        assertThat(read("m")).containsExactly("m");
    }

    @Test
    void an_alias_is_its_variants_and_then_its_fallbacks() {
        assertThat(read("CODER:latest"))
                .containsExactlyInAnyOrder("a", "b", "c")
                .endsWith("c");
        assertThat(readings.read(target("coder"), asker(AllowedModels.ALL)).drawn())
                .hasValueSatisfying(drawn -> assertThat(drawn.alias()).isEqualTo(coder));
    }

    @Test
    void who_only_looks_sees_the_heaviest_and_nothing_is_drawn() {
        Reading reading = readings.read(target("coder"), Readings.Asker.looking(AllowedModels.ALL));

        assertThat(reading.targets()).extracting(ModelTarget::written).containsExactly("b", "a", "c");
        assertThat(reading.drawn()).isEmpty();
    }

    @Test
    void a_model_comes_before_an_alias_of_its_name_unless_that_takes_its_place() {
        models.add(name("coder"));
        models.add(name("llama3.2"));

        assertThat(read("coder")).containsExactly("coder");
        assertThat(read("llama3.2")).containsExactlyInAnyOrder("llama3.2", "q");
        assertThat(readings.isHidden(coder)).isTrue();
        assertThat(readings.shown(AllowedModels.ALL))
                .extracting(Readings.Shown::name)
                .containsExactly(name("llama3.2"), name("loop"));
    }

    @Test
    void no_alias_leads_to_another() {
        assertThat(read("loop")).containsExactly("coder");
    }

    @Test
    void what_is_preferred_for_a_task_is_asked_first() {
        assertThat(read("task:code"))
                .containsExactlyInAnyOrder("a", "b", "c", "task:code")
                .endsWith("task:code");
        assertThat(read("Auto")).containsExactly("m", "Auto");
        assertThat(read("task:quick")).containsExactly("task:quick");
    }

    @Test
    void a_key_with_a_list_gets_all_of_an_alias_it_lists_and_of_others_what_it_lists() {
        AllowedModels byName = AllowedModels.of(List.of("coder"));
        AllowedModels byModel = AllowedModels.of(List.of("a"));
        AllowedModels neither = AllowedModels.of(List.of("z"));

        assertThat(written(readings.read(target("coder"), asker(byName)))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(written(readings.read(target("coder"), asker(byModel)))).containsExactly("a");
        assertThat(readings.read(target("coder"), asker(neither)).targets()).isEmpty();
        assertThat(readings.shown(byModel)).containsExactly(new Readings.Shown(name("coder"), List.of(name("a"))));
    }

    @Test
    void what_administrators_keep_comes_before_settings() {
        aliases.replace(List.of(alias("coder", "z=1")), "somebody")
                .toCompletableFuture()
                .join();

        assertThat(read("coder")).containsExactly("z");
        assertThat(aliases.all()).extracting(Alias::written).containsExactly("coder", "llama3.2", "loop");
        assertThat(aliases.all()).extracting(aliases::isConfigured).containsExactly(false, true, true);
    }

    @Test
    void a_name_is_none_of_elsewhere_of_tasks_or_of_clouds() {
        assertThat(Alias.parse("coder:next")).isPresent();
        assertThat(List.of("auto", "auto:latest", "task:code", "me/coder", "x.example/me/m", "m:cloud", "", "a b"))
                .allSatisfy(name -> assertThat(Alias.parse(name)).isEmpty());
        assertThatThrownBy(() -> alias("x", "a=1", "A:latest=2")).hasMessageContaining("each once");
        assertThatThrownBy(() -> alias("x", "a=1001")).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> alias("x")).hasMessageContaining("1 to 16");
    }

    private List<String> read(String asked) {
        return written(readings.read(target(asked), asker(AllowedModels.ALL)));
    }

    private static List<String> written(Reading reading) {
        return reading.targets().stream().map(ModelTarget::written).toList();
    }

    private static Readings.Asker asker(AllowedModels allowed) {
        return new Readings.Asker(allowed, false, () -> 7);
    }

    private static ModelTarget target(String written) {
        return ModelTarget.parse(written, TaskTypes.with(Map.of())).orElseThrow();
    }

    private static ModelName name(String written) {
        return ModelName.parse(written).orElseThrow();
    }
}
