package dev.parley.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeProofTest {

    /** To the letter what a service's own edge sends for this caller, secret and second. */
    private static final String TOKEN =
            "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJnYXRld2F5IiwiYXVkIjoicm91dGVyIiwic3ViIjoibG9jYWwtc3RhY2siL"
                    + "CJ0ZW5hbnQiOiJsb2NhbCIsInNjb3BlcyI6WyJhZG1pbiJdLCJpYXQiOjE3OTUxNjE2MDAsImV4cCI6MTc5NTE2MTY"
                    + "2MH0.iqa3r_Anzx2Ser8xS0pvxn4JmW3jGC5-2AoqLWzjcCk";

    @Test
    void a_call_is_proven_as_the_services_prove_theirs() {
        Map<String, String> headers = EdgeProof.headers(
                ServiceName.GATEWAY, ServiceName.ROUTER, "a-secret-of-two-services", Instant.ofEpochSecond(1795161600));

        assertThat(headers)
                .containsEntry("X-Parley-Edge", "gateway:a-secret-of-two-services")
                .containsEntry("X-Parley-Caller", TOKEN);
    }
}
