package dev.parley.router;

import dev.parley.protocol.node.NodeKind;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything an operator may tune in the model router. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "router")
public interface RouterConfig {

    /** Nodes by name, beside those that the variables {@code OLLAMA_URL_n} describe. */
    Map<String, NodeSettings> nodes();

    /** Which capability a type of task needs, over and above the built-in table. */
    Map<String, String> tasks();

    /** The version told at {@code /api/version}; the lowest of the pool's if not set. */
    Optional<String> apiVersion();

    /** How nodes are looked at. */
    Probe probe();

    /** What failed requests mean for a node. */
    Health health();

    /** How much nodes are given. */
    Capacity capacity();

    /** What happens to requests while nothing is free. */
    QueueConfig queue();

    /** How the caps are kept across routers. */
    Claims claims();

    /** Which models stand in, in this order, for a model, {@code auto} or {@code task:*} that cannot answer. */
    Map<String, List<String>> fallbacks();

    /** When a second node is asked beside the first. */
    HedgeConfig hedge();

    /** What becomes of models that a remote service answers for. */
    CloudConfig cloud();

    /** How requests and answers are passed on. */
    Relay relay();

    /** Which addresses callers may name. */
    Machines machines();

    /** The gateways, behind whose doors nodes are that dialled out. */
    Gateway gateway();

    /** The gateways. */
    interface Gateway {

        /** What the router proves itself with at their doors. */
        Optional<String> secret();
    }

    /** One node. */
    interface NodeSettings {

        /** Where it is; a trailing {@code /v1} is taken off. */
        URI url();

        /** The model it is meant to serve where a request leaves the choice to us. */
        Optional<String> model();

        /** What it is good at. */
        Optional<List<String>> capabilities();

        /** How many requests it may hold. */
        Optional<Integer> maxConcurrent();

        /** How many of them for one model. */
        Optional<Integer> maxConcurrentPerModel();

        /** What it wants to hear before it answers, as {@code Authorization: Bearer}. */
        Optional<String> key();

        /** What it speaks. */
        @WithDefault("ollama")
        NodeKind kind();
    }

    /** How nodes are looked at. */
    interface Probe {

        /** Between two looks at a node. */
        @WithDefault("2s")
        Duration interval();

        /** How much the interval varies, 0 to 1. */
        @WithDefault("0.2")
        double jitter();

        /** How long each question may take. */
        @WithDefault("1s")
        Duration timeout();

        /** Looks without an answer until a node is lost. */
        @WithDefault("3")
        int lostAfter();

        /** Largest answer that is read. */
        @WithDefault("8M")
        MemorySize answerLimit();
    }

    /** What failed requests mean for a node. */
    interface Health {

        /** How long a failed request keeps a node suspect though it can be looked at. */
        @WithDefault("10s")
        Duration suspectFor();

        /** Different requests that must fail in a row until a model on a node gets none. */
        @WithDefault("3")
        int circuitFailures();

        /** For how long it gets none at first. */
        @WithDefault("15s")
        Duration circuitPause();

        /** For how long at most, after doubling. */
        @WithDefault("2m")
        Duration circuitLongestPause();

        /** How long a node that asks to be left alone is, at most. */
        @WithDefault("1m")
        Duration longestRest();

        /** How long a model that hangs in its unloading gets none, unless the node says before that this is over. */
        @WithDefault("5m")
        Duration stuckPause();

        /** How long it takes until a model or node that is back gets all again. */
        @WithDefault("10s")
        Duration slowStart();
    }

    /** How much nodes are given. */
    interface Capacity {

        /** For nodes that do not say it themselves. */
        @WithDefault("4")
        int maxConcurrent();
    }

    /** How the caps are kept across routers. */
    interface Claims {

        /** Between two signs of life. */
        @WithDefault("1s")
        Duration heartbeat();

        /** After how long without one the others take this router for dead. */
        @WithDefault("5s")
        Duration lapse();

        /** Between two tries to reach Redis. */
        @WithDefault("500ms")
        Duration reconnect();
    }

    /** How requests and answers are passed on. */
    interface Relay {

        /** Largest request body. */
        @WithDefault("32M")
        MemorySize bodyLimit();

        /** Bytes of all request bodies that are held at once; half of the heap if not set. */
        Optional<MemorySize> bodies();

        /** Longest record of a streamed answer. */
        @WithDefault("8M")
        MemorySize recordLimit();

        /** How much of an unstreamed answer is held, so that another node can still be asked. */
        @WithDefault("16M")
        MemorySize wholeLimit();

        /** How often nodes may begin to work on one request. */
        @WithDefault("3")
        int generations();

        /** How long connecting to a node may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Authorities that sign nodes' certificates, a PEM file; those of the Java runtime if not set. */
        Optional<Path> authorities();

        /** Connections per node. */
        @WithDefault("1024")
        int connections();

        /** How long nodes and clients may be silent. */
        Silence silence();

        /** Request headers that go to nodes beside those every inference request may have. */
        Optional<List<String>> passHeaders();
    }

    /** How long nodes and clients may be silent. */
    interface Silence {

        /** Before the first byte, model in memory. */
        @WithDefault("30s")
        Duration warm();

        /** Before the first byte, model to be loaded. */
        @WithDefault("300s")
        Duration cold();

        /** Before an answer that is not streamed. */
        @WithDefault("300s")
        Duration whole();

        /** Between two bytes. */
        @WithDefault("30s")
        Duration stall();

        /** How long a client may take nothing. */
        @WithDefault("2m")
        Duration client();

        /** What a caller may ask for at most. */
        @WithDefault("4h")
        Duration longest();
    }

    /** Which addresses callers may name. */
    interface Machines {

        /** IPv4 ranges whose addresses become nodes when a caller names them. */
        Optional<List<String>> allowedRanges();

        /** How many such nodes there may be. */
        @WithDefault("32")
        int limit();

        /** How long one stays unused. */
        @WithDefault("1h")
        Duration expiry();
    }
}
