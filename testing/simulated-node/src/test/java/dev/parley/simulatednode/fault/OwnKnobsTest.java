package dev.parley.simulatednode.fault;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.wholeChat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may bring along for itself or for the whole node, and what it may not. */
class OwnKnobsTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @Test
    void a_state_of_the_node_that_a_request_brings_lasts_its_time() throws IOException {
        String body = chat("hi").replace("llama3.2", "llama3.2:sim.F01.seconds.0.3");

        Answer own = RawClient.post(extension.node(), CHAT, body);

        assertThat(own.status()).isEqualTo(200);
        assertThatThrownBy(() -> RawClient.connect(extension.node())).isInstanceOf(ConnectException.class);
        await().until(() -> extension.node().state().accepting());
    }

    @Test
    void a_state_without_a_time_of_its_own_is_short_when_a_request_brings_it() throws IOException {
        RawClient.get(extension.node(), "/", "X-Sim-Fault: F33;seconds=0.05;up=0.05", "X-Sim-Fault: F29;text=9.9.9");
        assertThat(extension.node().state().accepting()).isFalse();

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                RawClient.get(extension.node(), "/api/version").body())
                        .isEqualTo("{\"version\":\"0.33.0\"}"));
        assertThat(extension.node().state().accepting()).isTrue();
    }

    @Test
    void the_port_opens_when_the_last_of_several_states_is_over() throws IOException {
        String first = extension.node().fault("F01");
        String second = extension.node().fault("F31");

        extension.node().clearFault(first);
        assertThat(extension.node().state().accepting()).isFalse();
        extension.node().clearFault(second);

        assertThat(RawClient.get(extension.node(), "/").status()).isEqualTo(200);
    }

    @Test
    void a_request_may_see_another_digest_than_the_next() throws IOException {
        String digest = "e".repeat(64);

        Answer own = RawClient.get(extension.node(), "/api/tags", "X-Sim-Fault: F30;text=" + digest);

        assertThat(own.body()).contains(digest);
        assertThat(RawClient.get(extension.node(), "/api/tags").body()).doesNotContain(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3.2", "LLAMA3.2:latest", "library/llama3.2", "llama3.2:latest"})
    void a_fault_is_for_its_model_in_every_spelling(String spelling) throws IOException {
        extension.node().fault("F17;model=" + spelling);

        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(500);
    }

    @Test
    void the_digest_of_a_model_changes_in_every_spelling() throws IOException {
        extension.node().fault("F30;model=llama3.2;text=changed");

        assertThat(RawClient.get(extension.node(), "/api/tags").body()).containsOnlyOnce("changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"F01;path=/api/chat", "F29;model=llama3.2", "F31;at=2", "F33;p=0.5", "F34;times=1", "F01;after=3"
            })
    void a_state_of_the_node_cannot_choose_among_requests(String rule) {
        assertThatThrownBy(() -> extension.node().fault(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a state of the whole node");
        assertThat(extension.node().state().accepting()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F08;p=0.5", "F17;at=2", "F17;times=1", "F20;path=/api/embed", "F20;model=other"})
    void the_fault_of_a_request_cannot_choose_another(String rule) throws IOException {
        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"), "X-Sim-Fault: " + rule);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a fault that a request brings itself");
    }

    @Test
    void a_request_may_fail_its_own_load() throws IOException {
        Answer failed = RawClient.post(
                extension.node(), CHAT, chat("hi"), "X-Sim-Load-Failure: out of luck", "X-Sim-Load-Seconds: 0.01");

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).contains("out of luck");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void a_request_may_take_time_for_its_own_load() throws IOException {
        Answer slow = RawClient.post(extension.node(), CHAT, wholeChat("hi"), "X-Sim-Load-Seconds: 0.3");

        assertThat(slow.status()).isEqualTo(200);
        assertThat(slow.body()).containsPattern("\"load_duration\":[3-9]\\d{8}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Slots: 4",
                "Max-Queue: 0",
                "Max-Loaded-Models: 1",
                "Keep-Alive-Seconds: 1",
                "Context-Length: 8",
                "Vram-Bytes: 0",
                "Ram-Bytes: 0",
                "Clock-Skew-Seconds: 9",
                "Send-Buffer-Bytes: 1"
            })
    void a_setting_of_the_whole_node_is_refused_by_name(String header) throws IOException {
        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"), "X-Sim-" + header);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a setting of the whole node, not of a single request");
    }
}
