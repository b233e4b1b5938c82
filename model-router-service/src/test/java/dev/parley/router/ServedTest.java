package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What task chat can be asked for. */
@QuarkusTest
class ServedTest extends RouterTestBase {

    @Test
    void every_type_of_task_is_named() {
        List<?> tasks = new JsonObject(router.get("/internal/tasks").body())
                .getJsonArray("tasks")
                .getList();

        assertThat(tasks)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .isSorted()
                .contains(
                        "code_generation", "code_analysis", "reasoning", "general_chat", "planning", "text_generation");
    }

    @Test
    void models_are_told_by_node_without_addresses_and_without_those_that_only_embed() {
        List<JsonObject> served = served(router);

        assertThat(served)
                .extracting(model -> model.getString("model") + " at " + model.getString("url"))
                .contains("llama3.2 at alpha", "llama3.2 at beta", "qwen3-coder:30b at coder")
                .noneMatch(line -> line.contains("all-minilm") || line.contains("://"));
        assertThat(served)
                .filteredOn(model -> model.getString("url").equals("alpha"))
                .singleElement()
                .satisfies(model -> {
                    assertThat(model.getJsonArray("capabilities").getList())
                            .asInstanceOf(InstanceOfAssertFactories.LIST)
                            .isEqualTo(List.of("general", "reasoning"));
                    assertThat(model.getInteger("max_concurrent")).isEqualTo(2);
                });
    }

    @Test
    void admins_see_addresses() {
        RouterClient admin = new RouterClient(url, Caller.of("local", "k", Set.of(Scope.ADMIN)));

        assertThat(served(admin)).allMatch(model -> model.getString("url").startsWith("http://127.0.0.1:"));
    }

    @Test
    void a_caller_sees_only_what_it_may_use() {
        RouterClient limited =
                new RouterClient(url, new Caller("local", "k", Set.of(Scope.INFERENCE), List.of("qwen*")));

        assertThat(served(limited))
                .extracting(model -> model.getString("model"))
                .containsExactly("qwen3-coder:30b");
    }

    private static List<JsonObject> served(RouterClient client) {
        return new JsonObject(client.get("/internal/served").body())
                .getJsonArray("models").stream().map(JsonObject.class::cast).toList();
    }
}
