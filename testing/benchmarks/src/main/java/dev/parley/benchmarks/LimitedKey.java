package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A key with every kind of limit, none of which the load reaches: each call asks for all of them. */
final class LimitedKey {

    private static final String REQUEST = """
            {"name":"benchmark","scopes":["inference"],"limits":{"requests_per_minute":1000000,\
            "tokens_per_minute":1000000000000,"concurrent_streams":10000,"tokens_per_month":1000000000000}}""";

    private LimitedKey() {}

    /** Made by whom the target's key belongs to. */
    static String of(Target administrator) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(administrator.base().resolve("/api/keys"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + administrator.key().orElseThrow())
                .POST(BodyPublishers.ofString(REQUEST))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("no key was made: " + answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body()).path("key").asText();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
