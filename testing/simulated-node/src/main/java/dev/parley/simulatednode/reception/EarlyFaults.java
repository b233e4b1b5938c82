package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.time.NodeTime;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The faults that answer a request instead of its handler, or keep it from ever being answered. */
final class EarlyFaults {

    private static final String NODE_FAULT = "llama-server process has terminated: signal: killed";
    private static final String REQUEST_FAULT =
            "invalid format: \"yaml\"; expected \"json\" or a valid JSON Schema object";
    private static final String BUSY = "server busy, please try again.  maximum pending requests exceeded";
    private static final double CATALOGUE_SECONDS = 5;

    private final NodeTime time;
    private final Exchange exchange;
    private final String model;

    EarlyFaults(NodeTime time, Exchange exchange, String model) {
        this.time = time;
        this.exchange = exchange;
        this.model = model;
    }

    /** Runs the handler unless a fault comes first. */
    void meet(Runnable handler) {
        if (has(FaultCode.F02) || has(FaultCode.F28)) {
            return;
        }
        for (Map.Entry<FaultCode, Consumer<FaultRule>> each : answers().entrySet()) {
            Optional<FaultRule> rule = exchange.fault(each.getKey());
            boolean onlyDigest = each.getKey() == FaultCode.F30
                    && rule.isPresent()
                    && rule.get().text() != null;
            if (rule.isPresent() && !onlyDigest) {
                after(rule.get(), 0, () -> each.getValue().accept(rule.get()));
                return;
            }
        }
        Optional<FaultRule> catalogue = exchange.fault(FaultCode.F27);
        if (catalogue.isPresent() && catalogue.get().status() == null) {
            after(catalogue.get(), CATALOGUE_SECONDS, handler);
        } else if (catalogue.isPresent()) {
            after(
                    catalogue.get(),
                    0,
                    () -> error(catalogue.get().status(500), catalogue.get().text(NODE_FAULT)));
        } else {
            handler.run();
        }
    }

    private Map<FaultCode, Consumer<FaultRule>> answers() {
        return Map.of(
                FaultCode.F07, rule -> exchange.reply().reset(),
                FaultCode.F17, rule -> error(rule.status(500), rule.text(NODE_FAULT)),
                FaultCode.F18, rule -> error(rule.status(500), rule.text(REQUEST_FAULT)),
                FaultCode.F19, this::unavailable,
                FaultCode.F20, rule -> notFound(),
                FaultCode.F21, this::refused,
                FaultCode.F24, this::redirected,
                FaultCode.F30, rule -> notFound());
    }

    private void after(FaultRule rule, double otherwiseSeconds, Runnable task) {
        long nanos = rule.nanos(otherwiseSeconds);
        if (nanos == 0) {
            task.run();
        } else {
            exchange.onGone(time.after(nanos, task)::cancel);
        }
    }

    private void error(int status, String text) {
        ErrorForm.of(path()).send(exchange.reply(), status, text);
    }

    private void unavailable(FaultRule rule) {
        int status = rule.status(503);
        String kind = rule.body() == null ? "json" : rule.body();
        String text = rule.text(status == 503 ? BUSY : status == 429 ? "too many requests" : "bad gateway");
        Head head = switch (kind) {
            case "html" -> Head.of(status, "text/html");
            case "text" -> Head.of(status, "text/plain; charset=utf-8");
            case "empty" -> Head.of(status);
            default -> Head.of(status, "application/json; charset=utf-8");
        };
        byte[] body = switch (kind) {
            case "html" ->
                bytes("<html><head><title>" + status + "</title></head><body><h1>" + status + " " + text
                        + "</h1></body></html>\n");
            case "text" -> bytes(text);
            case "empty" -> new byte[0];
            default -> ErrorForm.of(path()).body(status, text);
        };
        String retryAfter = rule.retryAfter();
        reply().whole(retryAfter == null ? head : head.with("Retry-After", retryAfter), body);
    }

    private void notFound() {
        boolean embedding = path().equals("/api/embed") || path().equals("/api/embeddings");
        error(
                404,
                embedding
                        ? "model " + GoJson.quote(model) + " not found, try pulling it first"
                        : "model '" + model + "' not found");
    }

    private void refused(FaultRule rule) {
        int status = rule.status(401);
        error(status, rule.text(status == 401 ? "unauthorized" : "forbidden"));
    }

    private void redirected(FaultRule rule) {
        String location = rule.location() == null ? "/elsewhere" + path() : rule.location();
        reply().whole(Head.of(rule.status(307)).with("Location", location), new byte[0]);
    }

    private Reply reply() {
        return exchange.reply();
    }

    private String path() {
        return exchange.request().path();
    }

    private boolean has(FaultCode code) {
        return exchange.fault(code).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
