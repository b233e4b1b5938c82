package dev.parley.simulatednode.fault;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No fault is switched on in vain: a client sees each, however it was switched on, and sees no more of it later. */
class EveryFaultTest {

    private static final String REFUSED = "refused";

    /** Longer than a healthy answer takes, shorter than any silence that a fault makes here. */
    private static final int PATIENCE_MILLIS = 700;

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    private final HttpClient http = HttpClient.newHttpClient();

    private enum Way {
        CONTROL_PORT,
        HEADER
    }

    static Stream<Arguments> faults() {
        return Stream.of(FaultCode.values())
                .flatMap(code -> Stream.of(Way.values()).map(way -> Arguments.of(code, way)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("faults")
    void every_fault_is_seen_until_it_is_over(FaultCode code, Way way) throws Exception {
        String healthy = seen(code);

        String struck = way == Way.HEADER ? struckByHeader(code) : struckByControlPort(code);

        assertThat(struck).isNotEqualTo(healthy);
        extension.node().clearFaults();
        await().ignoreExceptions().untilAsserted(() -> assertThat(seen(code)).isEqualTo(healthy));
    }

    private String struckByControlPort(FaultCode code) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        extension.node().controlUri().resolve("/_simulate/faults"))
                .POST(BodyPublishers.ofString(rule(code).json().toString()))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        return seen(code);
    }

    /** A state that closes the port is only seen by the next client. */
    private static String struckByHeader(FaultCode code) throws IOException {
        String own = seen(code, "X-Sim-Fault: " + rule(code).compact());
        return closes(code) ? seen(code) : own;
    }

    private static boolean closes(FaultCode code) {
        return code == FaultCode.F01 || code == FaultCode.F31 || code == FaultCode.F33;
    }

    private static FaultRule rule(FaultCode code) {
        return switch (code) {
            case F01, F31, F33, F34 -> FaultRule.of(code).with("seconds", 60);
            case F04 -> FaultRule.of(code).with("seconds", 0.0001);
            case F32 -> FaultRule.of(code).with("seconds", 0.1);
            default -> FaultRule.of(code);
        };
    }

    private static String seen(FaultCode code, String... headers) throws IOException {
        try (RawClient client = RawClient.connect(extension.node()).patience(PATIENCE_MILLIS)) {
            switch (code) {
                case F27 -> client.send("GET", "/api/tags", "", headers);
                case F29 -> client.send("GET", "/api/version", "", headers);
                default -> client.send("POST", CHAT, chat("one two three four five six seven"), headers);
            }
            return fingerprint(client.answer());
        } catch (ConnectException e) {
            return REFUSED;
        }
    }

    private static String fingerprint(Answer answer) {
        String body = answer.body()
                .replaceAll("\"created_at\":\"[^\"]*\"", "")
                .replaceAll("_duration\":\\d+", "_duration\":0");
        return answer.end() + " " + answer.status() + " " + answer.header("Content-Type") + " "
                + answer.header("Content-Encoding") + " " + answer.chunks().size() + " " + body;
    }
}
