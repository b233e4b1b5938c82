package dev.parley.simulatednode;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.Answers;
import dev.parley.simulatednode.content.Mixing;
import dev.parley.simulatednode.content.Script;
import dev.parley.simulatednode.control.Availability;
import dev.parley.simulatednode.control.ControlServer;
import dev.parley.simulatednode.control.NodeControls;
import dev.parley.simulatednode.engine.Counters;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.generation.Embedder;
import dev.parley.simulatednode.generation.Generator;
import dev.parley.simulatednode.generation.Inference;
import dev.parley.simulatednode.generation.Models;
import dev.parley.simulatednode.journal.Journal;
import dev.parley.simulatednode.netty.EventLoopTime;
import dev.parley.simulatednode.netty.HttpListener;
import dev.parley.simulatednode.netty.RequestHandler;
import dev.parley.simulatednode.ollama.OllamaSurface;
import dev.parley.simulatednode.openai.OpenAiSurface;
import dev.parley.simulatednode.reception.Reception;
import dev.parley.simulatednode.reception.Route;
import dev.parley.simulatednode.settings.LiveSettings;
import dev.parley.simulatednode.settings.NodeSettings;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a node together on one event loop of its own, so that none of its parts needs a lock. */
final class NodeProcess {

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final EventLoop loop = (EventLoop) vertx.nettyEventLoopGroup().next();
    private final LiveSettings settings;
    private final List<Model> models;
    private final InstantSource clock;
    private final @Nullable Runnable onKill;
    private @Nullable Parts parts;

    /** What exists once a node has started. */
    private record Parts(String host, HttpListener listener, NodeControls controls, ControlServer control) {}

    NodeProcess(NodeSettings settings, List<Model> models, InstantSource clock, @Nullable Runnable onKill) {
        this.settings = new LiveSettings(settings);
        this.models = models;
        this.clock = clock;
        this.onKill = onKill;
    }

    void start(String host, int port, int controlPort) {
        if (!new InetSocketAddress(host, port).getAddress().isLoopbackAddress()) {
            settings.change(each -> each.with("host_guard", false));
        }
        try {
            Parts built = call(() -> build(host, port));
            call(() -> built.listener().open()).sync();
            CompletableFuture<?> control = new CompletableFuture<>();
            loop.execute(() -> built.control().listen(host, controlPort).onComplete(done -> {
                if (done.succeeded()) {
                    control.complete(null);
                } else {
                    control.completeExceptionally(done.cause());
                }
            }));
            control.join();
            parts = built;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } finally {
            if (parts == null) {
                vertx.close();
            }
        }
    }

    private Parts build(String host, int port) {
        Counters counters = new Counters();
        FaultPlan faults = new FaultPlan(Mixing.random(settings.get().seed()));
        EventLoopTime time = new EventLoopTime(
                loop,
                clock,
                () -> settings.get().clockSkewSeconds()
                        + faults.state(FaultCode.F29)
                                .map(rule -> rule.nanos(0) / 1e9)
                                .orElse(0.0));
        Catalogue catalogue = new Catalogue(models);
        Engine engine = new Engine(time, settings, counters);
        Script script = new Script();
        Journal journal = new Journal(time);
        List<Route> routes = routes(catalogue, engine, faults, time, script, counters);
        RequestHandler[] handler = new RequestHandler[1];
        HttpListener listener = new HttpListener(
                loop,
                time,
                settings,
                (request, reply) -> handler[0].receive(request, reply),
                new InetSocketAddress(host, port));
        Availability availability = new Availability(time, listener, engine);
        NodeControls controls = new NodeControls(
                settings, catalogue, engine, counters, faults, journal, script, listener, availability);
        Reception reception = new Reception(
                time, settings, faults, journal, counters, routes, availability::die, controls::addPassingFault);
        handler[0] = reception::receive;
        Runnable kill = onKill == null ? controls::kill : onKill;
        return new Parts(host, listener, controls, new ControlServer(vertx, controls, kill));
    }

    private static List<Route> routes(
            Catalogue catalogue,
            Engine engine,
            FaultPlan faults,
            EventLoopTime time,
            Script script,
            Counters counters) {
        Models models = new Models(catalogue);
        Generator generator = new Generator(time, engine, new Answers(script), counters);
        Inference inference = new Inference(time, engine, models, generator);
        Embedder embedder = new Embedder(time, engine, script);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new OllamaSurface(time, catalogue, engine, faults, models, inference, embedder).routes());
        routes.addAll(new OpenAiSurface(catalogue, models, inference, embedder).routes());
        return routes;
    }

    private Parts parts() {
        Parts started = parts;
        if (started == null) {
            throw new IllegalStateException("node: not started");
        }
        return started;
    }

    NodeControls controls() {
        return parts().controls();
    }

    NodeSettings settings() {
        return settings.get();
    }

    int port() {
        return parts().listener().address().getPort();
    }

    String url() {
        return "http://" + callableHost() + ":" + port();
    }

    String controlUrl() {
        return "http://" + callableHost() + ":" + parts().control().port();
    }

    /** A node that listens everywhere is called on loopback. */
    private String callableHost() {
        return parts().host().equals("0.0.0.0") ? "127.0.0.1" : parts().host();
    }

    /** Waits until the Ollama port is open, or closed, as was asked last. */
    void settle() {
        call(() -> parts().listener().settled()).syncUninterruptibly();
    }

    /** Runs the task on the event loop and waits for it. */
    <T> T call(Supplier<T> task) {
        if (loop.inEventLoop()) {
            return task.get();
        }
        try {
            return CompletableFuture.supplyAsync(task, loop).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void close() {
        call(() -> {
            parts().controls().kill();
            return true;
        });
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
