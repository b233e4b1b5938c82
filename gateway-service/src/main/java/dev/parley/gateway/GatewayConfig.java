package dev.parley.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything an operator may tune in the gateway. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** The model router, which answers the inference paths. */
    Router router();

    /** The orchestrator, which answers the conversation paths. */
    Orchestrator orchestrator();

    /** Who may come in. */
    IdentityConfig identity();

    /** How large a request may be. */
    Body body();

    /** The relay to the router. */
    Relay relay();

    /** Open event streams of conversations, server-sent events and WebSockets together. */
    Streams streams();

    /** WebSockets. */
    Socket socket();

    /** Pages of other sites. */
    Cors cors();

    /** What keys without the scope {@code models:write} may ask of models. */
    Inference inference();

    /** Task chat: one message, several at once, or over a socket. */
    ChatConfig chat();

    /** Nodes that dial out. */
    TunnelConfig tunnel();

    /** How limits of keys are kept. */
    QuotaConfig quota();

    /** How use is written down. */
    UsageConfig usage();

    /** Where the model router is. */
    interface Router {
        /** Its base URL, {@code http://host:port}. */
        URI url();

        /**
         * All routers, if there are several: a model is then sent to the same one of them by every gateway. A name stands for
         * all its addresses.
         */
        Optional<List<URI>> urls();

        /** How often names are looked up; a router that left is passed over at once. */
        @WithDefault("5s")
        Duration lookup();

        /** So many times the average may one of several routers have under way from here; then the next gets more. */
        @WithDefault("1.25")
        double spread();

        /** So much may one of several routers have under way from here in any case: few requests are kept together. */
        @WithDefault("64")
        int spreadFrom();

        /** So long is a router passed over that could not be reached, if there are others; then one request tries it. */
        @WithDefault("2s")
        Duration pause();

        /** What the gateway proves itself with there; at least 16 characters. */
        String secret();

        /** The longest wait for a connection; a process on the same network answers within milliseconds or not at all. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Connections kept to it, one per request in flight; two descriptors each, so 20,000 descriptors hold this. */
        @WithDefault("8192")
        int connections();
    }

    /** Where the orchestrator is. */
    interface Orchestrator {
        /** Its base URL, {@code http://host:port}. */
        URI url();

        /** What the gateway proves itself with there; at least 16 characters. */
        String secret();

        /** The longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();
    }

    /** How large a request may be. */
    interface Body {
        /** On our own paths: a start with 16 agents and 4,000 characters of subject is far below this. */
        @WithDefault("1M")
        MemorySize own();

        /** A conversation that is brought back: some 5,000 messages of 1,600 letters. */
        @WithDefault("8M")
        MemorySize imported();

        /** On the inference paths, where images travel inside the JSON. */
        @WithDefault("32M")
        MemorySize inference();

        /** All that are being read or passed on at once: two of the largest, which a heap of 256 MB holds with room to look. */
        @WithDefault("64M")
        MemorySize held();

        /** A client that sends nothing for so long while its body is read is given up: it would hold what others need. */
        @WithDefault("30s")
        Duration silence();
    }

    /** What passes through to the router, and how long each side may be silent. */
    interface Relay {
        /**
         * The longest wait for a first record. The router's own silences end a request much earlier; this one only backs a
         * router that has vanished, and a request may queue there for long.
         */
        @WithDefault("30m")
        Duration firstByte();

        /** The longest silence in the middle of an answer; again the router's own is shorter. */
        @WithDefault("5m")
        Duration stall();

        /** A client that takes nothing for so long is cut. */
        @WithDefault("5m")
        Duration client();

        /** The longest record of an answer; Ollama's own client takes 8 MB. */
        @WithDefault("8M")
        MemorySize maxRecord();

        /** So much of an unstreamed answer is gathered before it is passed on. */
        @WithDefault("64K")
        MemorySize hold();

        /** Request headers that pass although they would be stripped ({@code X-Sim-*} of a simulated node). */
        Optional<List<String>> passHeaders();
    }

    /** Open event streams of conversations. */
    interface Streams {
        /** So many may be open at once on this replica; each holds two descriptors. */
        @WithDefault("2000")
        int max();

        /** So many callers may wait for the end of a round at once on this replica; each holds a connection for minutes. */
        @WithDefault("256")
        int rounds();

        /** The largest single event; an answer's whole text may be one, and is at most 1 MB. */
        @WithDefault("4M")
        MemorySize maxEvent();

        /** A viewer that takes nothing for so long is cut, and told where to go on if its protocol can. */
        @WithDefault("30s")
        Duration patience();
    }

    /** WebSockets. */
    interface Socket {
        /** The largest frame a client may send, in bytes; control frames have some thirty. */
        @WithDefault("65536")
        int maxFrame();

        /** How often an idle connection is pinged; below the 60 s after which proxies cut idle connections. */
        @WithDefault("20s")
        Duration ping();

        /** So much may wait for a slow viewer before its source is paused. */
        @WithDefault("256K")
        MemorySize buffer();
    }

    /** Pages of other sites. */
    interface Cors {
        /**
         * Origins that may call besides the loopback ones, each with at most one {@code *}; {@code *} alone allows all.
         */
        Optional<List<String>> allowedOrigins();
    }

    /** What keys without the scope {@code models:write} may ask of models. */
    interface Inference {
        /** So long may a model be kept loaded by a request; what asks for longer gets this. */
        @WithDefault("30m")
        Duration maxKeepAlive();

        /** Load-time options they may set: a change of one makes a node load the model anew. */
        @WithDefault("num_ctx")
        Optional<Set<String>> loadOptions();
    }
}
