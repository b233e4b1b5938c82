package dev.parley.simulatednode;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.selfcheck.Difference;
import dev.parley.simulatednode.selfcheck.SelfCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks nodes of this program against the recorded exchanges. */
final class FixtureReplay implements SelfCheck.NodeMaker {

    /** All differences of all exchanges. */
    static List<Difference> all() {
        SelfCheck check = new SelfCheck(new FixtureReplay());
        List<Difference> differences = new ArrayList<>();
        SelfCheck.ids().forEach(id -> differences.addAll(check.check(id)));
        return differences;
    }

    @Override
    public SelfCheck.CheckedNode start(
            List<Model> models, Map<String, Object> settings, Instant clock, List<ScriptedAnswer> script) {
        SimulatedNode.Builder builder =
                SimulatedNode.builder().instant().models(models).clock(() -> clock);
        settings.forEach(builder::set);
        SimulatedNode node = builder.start();
        if (!script.isEmpty()) {
            node.script(script);
        }
        return new Checked(node);
    }

    private record Checked(SimulatedNode node) implements SelfCheck.CheckedNode {

        @Override
        public URI uri() {
            return node.uri();
        }

        @Override
        public void load(String model, int context, String keepAlive) {
            String options = context == 0 ? "" : ",\"options\":{\"num_ctx\":" + context + "}";
            boolean embedding = model.startsWith("all-minilm");
            String body = "{\"model\":\"" + model + "\",\"keep_alive\":\"" + keepAlive + "\"" + options + "}";
            URI endpoint = node.uri().resolve(embedding ? "/api/embed" : "/api/generate");
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while loading " + model, e);
            }
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
