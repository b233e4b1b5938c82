package dev.parley.benchmarks;

import java.util.Arrays;

/** One kind of call, as many clients send it. */
enum Scenario {
    /** A whole answer of about 1 KB from one client at a time: the latency that two hops add. */
    SINGLE("whole answer, 1 client", 1, 2_000, false, 250),
    /** The same from sixteen: what two hops cost under load. */
    WHOLE("whole answer, 16 clients", 16, 10_000, false, 250),
    /** A stream of 200 records as fast as the node writes: the worst case for a relay. */
    BURST("burst of 200 records, 16 clients", 16, 2_000, true, 200);

    private final String title;
    private final int clients;
    private final int calls;
    private final boolean stream;
    private final int tokens;

    Scenario(String title, int clients, int calls, boolean stream, int tokens) {
        this.title = title;
        this.clients = clients;
        this.calls = calls;
        this.stream = stream;
        this.tokens = tokens;
    }

    /** The most clients any scenario has. */
    static int mostClients() {
        return Arrays.stream(values()).mapToInt(Scenario::clients).max().orElseThrow();
    }

    String title() {
        return title;
    }

    int clients() {
        return clients;
    }

    int calls() {
        return calls;
    }

    String path() {
        return "/api/generate";
    }

    String body() {
        return """
                {"model":"%s","prompt":"benchmark","stream":%b,"options":{"num_predict":%d,"seed":1,"temperature":0}}""".formatted(FastNode.MODEL, stream, tokens);
    }
}
