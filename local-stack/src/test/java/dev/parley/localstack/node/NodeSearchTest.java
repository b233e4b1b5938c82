package dev.parley.localstack.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeSearchTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void the_host_that_is_named_comes_first() {
        NodeChoice choice = searchAmong(Set.of("http://box:1234", "http://127.0.0.1:11434"))
                .search(Map.of("OLLAMA_HOST", "box:1234"));

        assertThat(choice).isEqualTo(new NodeChoice.Found("http://box:1234"));
    }

    @Test
    void the_usual_place_comes_second_and_that_is_said() {
        NodeChoice choice = searchAmong(Set.of("http://127.0.0.1:11434")).search(Map.of("OLLAMA_HOST", "box:1234"));

        assertThat(choice).isEqualTo(new NodeChoice.Found("http://127.0.0.1:11434"));
        assertThat(said).containsExactly("No Ollama with a model that completes text answers at http://box:1234.");
    }

    @Test
    void nodes_are_simulated_where_none_answers() {
        NodeChoice choice = searchAmong(Set.of()).search(Map.of());

        assertThat(choice).isEqualTo(new NodeChoice.Simulated(2));
    }

    @Test
    void a_host_that_is_not_understood_is_said_and_passed_over() {
        searchAmong(Set.of()).search(Map.of("OLLAMA_HOST", "ftp://box"));

        assertThat(said).first().asString().startsWith("OLLAMA_HOST is not understood: ftp://box");
    }

    @Test
    void a_node_with_a_model_that_completes_can_converse() throws IOException {
        String tags = "{\"models\":[{\"name\":\"a\",\"capabilities\":[\"embedding\"]},"
                + "{\"name\":\"b\",\"capabilities\":[\"completion\",\"tools\"]}]}";

        assertThat(canConverse(tags, "{}")).isTrue();
    }

    @Test
    void a_node_that_only_embeds_cannot() throws IOException {
        String tags = "{\"models\":[{\"name\":\"a\",\"capabilities\":[\"embedding\"]}]}";

        assertThat(canConverse(tags, "{}")).isFalse();
    }

    @Test
    void an_older_node_is_asked_model_by_model() throws IOException {
        String tags = "{\"models\":[{\"name\":\"a\"}]}";

        assertThat(canConverse(tags, "{\"capabilities\":[\"completion\"]}")).isTrue();
        assertThat(canConverse(tags, "{\"details\":{\"family\":\"nomic-bert\"}}"))
                .isFalse();
        assertThat(canConverse(tags, "{\"details\":{\"family\":\"llama\"}}")).isTrue();
    }

    @Test
    void a_node_without_models_cannot() throws IOException {
        assertThat(canConverse("{\"models\":[]}", "{}")).isFalse();
        assertThat(canConverse("{\"models\":null}", "{}")).isFalse();
        assertThat(canConverse("<html>", "{}")).isFalse();
    }

    private NodeSearch searchAmong(Set<String> answering) {
        return new NodeSearch(place -> answering.contains(place.toString()), said::add);
    }

    private static boolean canConverse(String tags, String show) throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            String body = exchange.getRequestURI().getPath().equals("/api/tags") ? tags : show;
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        node.start();
        try {
            return OllamaProbe.canConverse(
                    URI.create("http://127.0.0.1:" + node.getAddress().getPort()));
        } finally {
            node.stop(0);
        }
    }
}
