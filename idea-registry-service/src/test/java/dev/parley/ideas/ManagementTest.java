package dev.parley.ideas;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RegistryTest
class ManagementTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void the_service_tells_how_it_is(String question) {
        given().get(management + "health/" + question).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void claims_and_verdicts_are_counted() {
        RegistryClient.ofNewConversation().claim(1, 1, "Replace the street lamps with LEDs.");

        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("parley_ideas_claims_total{outcome=\"recorded\"}"))
                .body(containsString("parley_ideas_verdicts_total{verdict=\"new\"}"))
                .body(containsString("parley_ideas_index_rebuilds_total"));
    }
}
