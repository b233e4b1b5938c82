package dev.parley.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.tunnel.House.Agent;
import dev.parley.gateway.tunnel.House.Asked;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent that breaks a rule is cut off and told which; nobody else notices. */
class HostileAgentTest {

    private static final String RESPONSE = "{\"type\":\"response\",\"messageId\":1,\"status\":200,\"headers\":{}}";

    private final House house = new House();
    private final Agent agent = house.joins("attic");
    private final Asked asked = agent.asks();
    private final Agent neighbour = house.joins("cellar");
    private final Asked neighbours = neighbour.asks();

    private void assertCutOff(String code, int closeCode) {
        assertThat(agent.refusal()).isEqualTo(code);
        assertThat(agent.line().closeCode).isEqualTo(closeCode);
        assertThat(asked.asker().failure).isEqualTo(NodeFailure.LOST);
        assertThat(house.router.known).containsOnlyKeys("cellar");
        assertThat(house.ended(code)).isEqualTo(1);
        assertThat(neighbour.line().closeCode).isZero();
        assertThat(neighbours.asker().failure).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | frame_invalid",
                "null | frame_invalid",
                "{\"type\":\"selfdestruct\"} | frame_invalid",
                "{\"messageId\":1} | frame_invalid",
                "{\"type\":\"welcome\",\"version\":1} | frame_invalid",
                "{\"type\":\"request\",\"messageId\":9,\"method\":\"GET\",\"path\":\"/\"} | frame_invalid",
                "{\"type\":\"response\",\"messageId\":1,\"status\":99} | frame_invalid",
                "{\"type\":\"credit\",\"messageId\":1,\"bytes\":-5} | frame_invalid",
                "{\"type\":\"response\",\"messageId\":77,\"status\":200} | message_unknown",
                "{\"type\":\"end\",\"messageId\":1} | message_unknown",
                "{\"type\":\"end\",\"messageId\":0} | message_unknown",
                "{\"type\":\"error\",\"messageId\":-7,\"code\":\"node_broke\",\"message\":\"x\"} | message_unknown",
                "{\"type\":\"state\",\"models\":[],\"warm\":[],\"capacity\":0} | hello_invalid"
            })
    void by_a_frame(String frame, String code) {
        agent.says(frame);

        assertCutOff(code, TunnelFrame.CLOSE_REFUSED);
    }

    @Test
    void by_a_body_of_nobody() {
        agent.sends(42, 10);

        assertCutOff("message_unknown", TunnelFrame.CLOSE_REFUSED);
    }

    @Test
    void by_a_body_before_its_response() {
        agent.sends(1, 10);

        assertCutOff("message_unknown", TunnelFrame.CLOSE_REFUSED);
    }

    @Test
    void by_a_message_that_is_too_short() {
        agent.sends(1, 0);

        assertCutOff("frame_invalid", TunnelFrame.CLOSE_REFUSED);
    }

    @Test
    void by_more_than_its_credit() {
        agent.says(RESPONSE);
        agent.sends(1, 40);
        agent.sends(1, 40);

        agent.sends(1, 40);

        assertCutOff("credit_exceeded", TunnelFrame.CLOSE_REFUSED);
        assertThat(asked.asker().body.length()).isEqualTo(80);
    }

    @Test
    void by_a_giant_body_frame() {
        agent.says(RESPONSE);

        agent.sends(1, House.MAX_FRAME + 1);

        assertCutOff("frame_too_big", TunnelFrame.CLOSE_TOO_BIG);
    }

    @Test
    void by_a_giant_control_frame() {
        agent.says("{\"type\":\"goodbye\",\"reason\":\"" + "é".repeat(40_000) + "\"}");

        assertCutOff("frame_too_big", TunnelFrame.CLOSE_TOO_BIG);
    }

    @Test
    void by_a_second_answer() {
        agent.says(RESPONSE);

        agent.says(RESPONSE);

        assertCutOff("message_unknown", TunnelFrame.CLOSE_REFUSED);
    }

    @Test
    void what_it_says_after_that_is_not_heard() {
        agent.says("no json");
        int told = agent.line().frames.size();

        agent.says("no json");
        agent.sends(1, 10);
        house.pass(20, agent);

        assertThat(agent.line().frames).hasSize(told);
        assertThat(house.tunnels.count()).isEqualTo(1);
    }

    @Test
    void models_of_others_are_not_claimed_at_first_nor_later() {
        House one = new House();
        Agent greedy = one.dials(House.of("acme", List.of("llama3*", "mistral")));
        greedy.says(House.hello("attic", "phi4:latest"));
        Agent modest = one.dials(House.of("acme", List.of("llama3*", "mistral")));
        modest.says(House.hello("attic", "mistral:latest"));
        int welcomes = modest.line().of("welcome").size();

        modest.says("{\"type\":\"state\",\"models\":[{\"name\":\"llama3.2:3b\"},{\"name\":\"phi4\"}],\"capacity\":1}");

        assertThat(greedy.refusal()).isEqualTo("model_not_allowed");
        assertThat(greedy.line().last("refused").get("message").asText()).contains("phi4:latest", "llama3*, mistral");
        assertThat(welcomes).isEqualTo(1);
        assertThat(modest.refusal()).isEqualTo("model_not_allowed");
        assertThat(one.router.known).isEmpty();
    }
}
