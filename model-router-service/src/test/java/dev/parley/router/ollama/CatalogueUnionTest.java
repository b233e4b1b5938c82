package dev.parley.router.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Reach;
import dev.parley.testkit.time.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueUnionTest {

    private static final String LLAMA =
            "{\"name\":\"llama3.2:latest\",\"model\":\"llama3.2:latest\",\"modified_at\":\"%s\",\"size\":%d,\"digest\":\"%s\",\"details\":{\"parent_model\":\"\",\"family\":\"a\\u003cb\"}}";
    private static final String LOADED =
            "{\"name\":\"llama3.2:latest\",\"model\":\"llama3.2:latest\",\"size\":%d,\"digest\":\"%s\",\"details\":{\"family\":\"llama\"},\"expires_at\":\"%s\",\"size_vram\":%d,\"context_length\":%d}";

    private final NodeDirectory nodes = new NodeDirectory(
            SettableClock.at("2026-11-20T08:00:00Z"),
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));

    @Test
    void an_entry_passes_as_its_node_wrote_it() {
        String entry = LLAMA.formatted("2026-11-19T21:04:11.512345678+01:00", 2_019_393_189L, "aa");
        add("alpha", tags(entry));

        assertThat(CatalogueUnion.tags(nodes.all(), AllowedModels.ALL, List.of()))
                .isEqualTo("{\"models\":[" + entry + "]}");
    }

    @Test
    void the_digest_that_most_nodes_have_is_exposed_with_its_newest_entry() {
        add("alpha", tags(LLAMA.formatted("2026-11-19T00:00:00Z", 1, "odd")));
        add("beta", tags(LLAMA.formatted("2026-11-01T00:00:00Z", 2, "common")));
        add("gamma", tags(LLAMA.formatted("2026-11-02T00:00:00+02:00", 2, "common")));

        assertThat(CatalogueUnion.tags(nodes.all(), AllowedModels.ALL, List.of()))
                .isEqualTo("{\"models\":[" + LLAMA.formatted("2026-11-02T00:00:00+02:00", 2, "common") + "]}");
    }

    @Test
    void the_newest_model_comes_first() {
        add(
                "alpha",
                tags(
                        LLAMA.formatted("2026-11-01T00:00:00Z", 1, "a"),
                        LLAMA.formatted("2026-11-02T00:00:00Z", 1, "b").replace("llama3.2", "newer")));

        String tags = CatalogueUnion.tags(nodes.all(), AllowedModels.ALL, List.of());

        assertThat(tags.indexOf("newer")).isLessThan(tags.indexOf("llama3.2"));
    }

    @Test
    void loaded_on_several_nodes_is_one_entry_with_sums() {
        add("alpha", loaded(LOADED.formatted(100, "a", "2026-11-20T09:00:00Z", 50, 8_192)));
        add("beta", loaded(LOADED.formatted(200, "a", "2319-03-02T07:08:34.979130224Z", 0, 4_096)));

        assertThat(CatalogueUnion.loaded(nodes.all(), AllowedModels.ALL))
                .isEqualTo("{\"models\":["
                        + LOADED.formatted(300, "a", "2319-03-02T07:08:34.979130224Z", 50, 4_096)
                        + "]}");
    }

    @Test
    void two_digests_in_memory_are_two_entries() {
        add("alpha", loaded(LOADED.formatted(100, "a", "2026-11-20T09:00:00Z", 50, 8_192)));
        add("beta", loaded(LOADED.formatted(200, "b", "2026-11-20T10:00:00Z", 0, 4_096)));

        assertThat(CatalogueUnion.loaded(nodes.all(), AllowedModels.ALL))
                .startsWith("{\"models\":[" + LOADED.formatted(200, "b", "2026-11-20T10:00:00Z", 0, 4_096) + ",");
    }

    @Test
    void an_empty_pool_answers_as_an_empty_node_does() {
        assertThat(CatalogueUnion.tags(nodes.all(), AllowedModels.ALL, List.of()))
                .isEqualTo("{\"models\":[]}");
        assertThat(CatalogueUnion.openAiModels(nodes.all(), AllowedModels.ALL, List.of()))
                .isEqualTo("{\"object\":\"list\",\"data\":null}\n");
        assertThat(CatalogueUnion.version(nodes.all())).isEmpty();
    }

    @Test
    void the_lowest_version_counts_as_a_number_and_is_told_plain() {
        add("alpha", version("0.33.0-rc2"));
        add("beta", version("v0.9.6"));
        add("gamma", version("a build of my own"));

        assertThat(CatalogueUnion.version(nodes.all())).contains("0.9.6");
    }

    @Test
    void openai_clients_see_name_owner_and_time() {
        add("alpha", tags(LLAMA.formatted("2026-11-19T20:04:11.5Z", 1, "a").replace("llama3.2", "me/mine")));

        assertThat(CatalogueUnion.openAiModels(nodes.all(), AllowedModels.ALL, List.of()))
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"id\":\"me/mine:latest\",\"object\":\"model\",\"created\":1795118651,\"owned_by\":\"me\"}]}\n");
    }

    private void add(String name, ProbeResult probe) {
        NodeId id = new NodeId(name);
        nodes.join(new Node(
                id,
                URI.create("http://" + name + ":11434"),
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                1,
                1,
                NodeOrigin.CONFIGURATION,
                Reach.ALL));
        nodes.probed(id, probe);
    }

    private static ProbeResult tags(String... entries) {
        return read(() -> new ProbeResult(
                Optional.empty(),
                Optional.of(CatalogueReader.tags(models(entries))),
                Optional.empty(),
                Optional.empty()));
    }

    private static ProbeResult loaded(String... entries) {
        return read(() -> new ProbeResult(
                Optional.empty(),
                Optional.empty(),
                Optional.of(CatalogueReader.loaded(models(entries))),
                Optional.empty()));
    }

    private static ProbeResult version(String version) {
        return new ProbeResult(Optional.of(version), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static byte[] models(String... entries) {
        return ("{\"models\":[" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private interface Reading {
        ProbeResult read() throws IOException;
    }

    private static ProbeResult read(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
