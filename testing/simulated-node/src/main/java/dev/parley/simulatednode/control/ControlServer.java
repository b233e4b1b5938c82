package dev.parley.simulatednode.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The control port: JSON over HTTP, all paths under {@code /_simulate}. */
public final class ControlServer {

    /** No control request comes near it. */
    private static final int MOST_BODY = 16 << 20;

    private static final String ROOT = "/_simulate";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Outcome.class, new LowerCase()))
            .build();

    /** Outcomes are words in JSON. */
    private static final class LowerCase extends StdSerializer<Outcome> {

        private static final long serialVersionUID = 1;

        LowerCase() {
            super(Outcome.class);
        }

        @Override
        public void serialize(Outcome outcome, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    private final NodeControls controls;
    private final Runnable kill;
    private final HttpServer server;

    /**
     * The control port of one node.
     *
     * @param kill what {@code POST /_simulate/kill} does
     */
    public ControlServer(Vertx vertx, NodeControls controls, Runnable kill) {
        this.controls = controls;
        this.kill = kill;
        this.server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::receive);
    }

    public Future<HttpServer> listen(String host, int port) {
        return server.listen(port, host);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return server.close();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                if (body.length() > MOST_BODY) {
                    throw new IllegalArgumentException(
                            "body: " + body.length() + " bytes (expected: <= " + MOST_BODY + ")");
                }
                answer(request, parsed(body));
            } catch (IllegalArgumentException e) {
                send(request, 400, JSON.createObjectNode().put("error", String.valueOf(e.getMessage())));
            }
        });
    }

    private static JsonNode parsed(Buffer body) {
        try {
            return body.length() == 0 ? JSON.createObjectNode() : JSON.readTree(body.getBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("body: not JSON", e);
        }
    }

    private void answer(HttpServerRequest request, JsonNode body) {
        String path = request.path();
        String action =
                request.method().name() + " " + (path.startsWith(ROOT + "/") ? path.substring(ROOT.length()) : "");
        if (action.startsWith("DELETE /faults/")) {
            boolean removed = controls.removeFault(action.substring("DELETE /faults/".length()));
            controls.whenSettled(() -> send(request, removed ? 204 : 404, JSON.createObjectNode()));
            return;
        }
        switch (action) {
            case "GET /state" -> send(request, 200, JSON.valueToTree(controls.state()));
            case "GET /requests" -> send(request, 200, requests(request));
            case "GET /settings" -> send(request, 200, controls.settings().get().json());
            case "PUT /settings" -> {
                controls.settings().change(settings -> settings.with(body));
                send(request, 200, controls.settings().get().json());
            }
            case "GET /faults" -> send(request, 200, faults());
            case "POST /faults" -> {
                ObjectNode made = JSON.createObjectNode().put("id", controls.addFault(FaultRule.of(body)));
                controls.whenSettled(() -> send(request, 201, made));
            }
            case "DELETE /faults" -> done(request, controls::removeFaults);
            case "POST /script" -> done(request, () -> controls.script().add(texts(body)));
            case "POST /models" ->
                done(
                        request,
                        () -> controls.install(StockModels.of(body.path("model").asText(""))));
            case "POST /reset" -> done(request, controls::reset);
            case "POST /restart" -> done(request, controls::restart);
            case "POST /kill" -> done(request, kill);
            default -> send(request, 404, JSON.createObjectNode().put("error", action + ": unknown"));
        }
    }

    private void done(HttpServerRequest request, Runnable action) {
        action.run();
        controls.whenSettled(() -> send(request, 204, JSON.createObjectNode()));
    }

    private JsonNode requests(HttpServerRequest request) {
        List<?> all = controls.requests();
        String last = request.getParam("last");
        int wanted = last == null ? all.size() : Integer.parseInt(last);
        return JSON.createObjectNode()
                .set("requests", JSON.valueToTree(all.subList(Math.max(0, all.size() - wanted), all.size())));
    }

    private ObjectNode faults() {
        ObjectNode all = JSON.createObjectNode();
        for (Map.Entry<String, FaultPlan.Active> each : controls.faults().entrySet()) {
            ObjectNode rule = each.getValue().rule().json();
            rule.put("seen", each.getValue().seen());
            rule.put("struck", each.getValue().struck());
            all.set(each.getKey(), rule);
        }
        return all;
    }

    private static List<ScriptedAnswer> texts(JsonNode body) {
        List<ScriptedAnswer> answers = new ArrayList<>();
        body.path("texts").forEach(text -> answers.add(ScriptedAnswer.text(text.asText())));
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("texts: missing (expected: a list of texts)");
        }
        return answers;
    }

    private static void send(HttpServerRequest request, int status, JsonNode body) {
        try {
            request.response().setStatusCode(status);
            if (status == 204) {
                request.response().end();
            } else {
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(JSON.writeValueAsBytes(body)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("own records are always JSON", e);
        }
    }
}
