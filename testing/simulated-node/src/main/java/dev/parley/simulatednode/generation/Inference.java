package dev.parley.simulatednode.generation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.catalogue.Capability;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.Ask;
import dev.parley.simulatednode.content.Message;
import dev.parley.simulatednode.content.Prompt;
import dev.parley.simulatednode.engine.Demand;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.engine.Lease;
import dev.parley.simulatednode.engine.Turn;
import dev.parley.simulatednode.engine.Waiter;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.options.Options;
import dev.parley.simulatednode.time.NodeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges an order in the sequence in which Ollama does, then loads, unloads, renders or generates. */
public final class Inference {

    private static final String PLAIN_JSON = "application/json; charset=utf-8";
    private static final String EXPECTED = "; expected \"json\" or a valid JSON Schema object";
    private static final String TOO_LONG = "the input length exceeds the context length";

    private final NodeTime time;
    private final Engine engine;
    private final Models models;
    private final Generator generator;

    public Inference(NodeTime time, Engine engine, Models models, Generator generator) {
        this.time = time;
        this.engine = engine;
        this.models = models;
        this.generator = generator;
    }

    public void run(Exchange exchange, Order order, AnswerForm form) {
        Models.Wording wording = order.kind() == Order.Kind.CHAT ? Models.Wording.CHAT : Models.Wording.GENERATE;
        Optional<Model> found = models.find(exchange, order.model(), wording, form.errors());
        if (found.isEmpty()) {
            return;
        }
        Model model = found.get();
        Long keepAlive = order.keepAliveNanos();
        if (order.messages().isEmpty() && keepAlive != null && keepAlive == 0) {
            engine.expire(model);
            exchange.reply().whole(Head.of(200, PLAIN_JSON), form.idle("unload", time.now()));
        } else if (model.remote() != null) {
            Models.cloud(exchange, form.errors());
        } else {
            refusal(order, model)
                    .ifPresentOrElse(
                            text -> form.errors().send(exchange.reply(), 400, text),
                            () -> judged(exchange, order, model, form));
        }
    }

    private static Optional<String> refusal(Order order, Model model) {
        String complaint = order.complaint();
        if (complaint != null) {
            return Optional.of(complaint);
        }
        String quoted = GoJson.quote(order.model());
        if (Boolean.TRUE.equals(order.think()) && !model.can(Capability.THINKING)) {
            return Optional.of(quoted + " does not support thinking");
        }
        if (!model.can(Capability.COMPLETION)) {
            return Optional.of(quoted + " does not support " + order.kind().word());
        }
        JsonNode tools = order.tools();
        if (tools != null && !tools.isEmpty() && !model.can(Capability.TOOLS)) {
            return Optional.of(model.name().full() + " does not support tools");
        }
        return order.suffix() && !model.can(Capability.INSERT)
                ? Optional.of(model.name().full() + " does not support insert")
                : Optional.empty();
    }

    private void judged(Exchange exchange, Order order, Model model, AnswerForm form) {
        Options options;
        try {
            options = Options.of(order.options(), order.shift());
        } catch (Options.WrongOption e) {
            form.errors().send(exchange.reply(), 500, String.valueOf(e.getMessage()));
            return;
        }
        Ask ask = ask(exchange, order, model, options);
        JsonNode format = order.format();
        if (order.messages().isEmpty()) {
            loaded(exchange, order, ask, form.errors(), 200, () -> form.idle("load", time.now()));
        } else if (order.renderOnly()) {
            int images = order.messages().stream().mapToInt(Message::images).sum();
            String prompt = Prompt.rendered(ask);
            loaded(exchange, order, ask, form.errors(), 200, () -> form.rendered(prompt, images, time.now()));
        } else if (format != null && !known(format)) {
            String text = "invalid format: " + GoJson.value(format) + EXPECTED;
            loaded(exchange, order, ask, form.errors(), 500, () -> form.errors().body(500, text));
        } else if (!order.truncate() && Prompt.tokens(ask) > engine.contextLength(model, options.runner())) {
            form.errors().send(exchange.reply(), 400, TOO_LONG);
        } else {
            generator.start(new Job(exchange, ask, order.keepAliveNanos(), order.streamed()), form);
        }
    }

    private static boolean known(JsonNode format) {
        return format.isObject() || format.isTextual() && format.textValue().equals("json");
    }

    private static Ask ask(Exchange exchange, Order order, Model model, Options options) {
        List<Message> messages = new ArrayList<>(order.messages());
        String system = model.card().system();
        if (!system.isEmpty()
                && !order.raw()
                && !messages.isEmpty()
                && !messages.get(0).from("system")) {
            messages.add(0, new Message("system", system));
        }
        boolean thinks = model.can(Capability.THINKING) && !Boolean.FALSE.equals(order.think());
        return new Ask(
                model,
                messages,
                order.raw(),
                options,
                thinks,
                order.tools(),
                order.format(),
                order.topLogprobs(),
                exchange.settings(),
                exchange.number());
    }

    /** Answers with one object as soon as the model is loaded. */
    private void loaded(Exchange exchange, Order order, Ask ask, ErrorForm errors, int status, Supplier<byte[]> body) {
        Demand demand = new Demand(
                ask.model(),
                ask.options().runner(),
                order.keepAliveNanos(),
                true,
                new int[0],
                Demand.Loading.of(exchange.settings()));
        Turn turn = engine.ask(demand, new Waiter() {
            @Override
            public void granted(Lease lease) {
                lease.release();
                exchange.reply().whole(Head.of(status, PLAIN_JSON), body.get());
            }

            @Override
            public void refused(int refusal, String text) {
                errors.send(exchange.reply(), refusal, text);
            }
        });
        exchange.onGone(turn::cancel);
    }
}
