package dev.parley.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.tunnel.House.Agent;
import dev.parley.gateway.tunnel.House.Asked;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** Requests and answers through one tunnel: credit, cancelling, ends. */
class ExchangeTest {

    private static final String RESPONSE =
            "{\"type\":\"response\",\"messageId\":1,\"status\":200,\"headers\":{\"content-type\":\"application/json\"}}";
    private static final String END = "{\"type\":\"end\",\"messageId\":1}";

    private final House house = new House();
    private final Agent agent = house.joins("attic");

    @Test
    void a_request_and_its_answer_come_through() {
        Asked asked = agent.asks();
        asked.question().body(Buffer.buffer("{\"model\":\"m\"}"));
        asked.question().end();
        agent.says(RESPONSE);
        agent.sends(1, 30);
        agent.says(END);

        assertThat(agent.line().last("request").get("path").asText()).isEqualTo("/api/chat");
        assertThat(agent.line().bytes.get(0).getLong(0)).isEqualTo(1);
        assertThat(agent.line().bytes.get(0).getString(8, 21)).isEqualTo("{\"model\":\"m\"}");
        assertThat(agent.line().of("end")).hasSize(1);
        assertThat(asked.asker().status).isEqualTo(200);
        assertThat(asked.asker().body.length()).isEqualTo(30);
        assertThat(asked.asker().ended).isTrue();
        assertThat(agent.tunnel().messages()).isZero();
    }

    @Test
    void of_a_request_no_more_is_sent_than_there_is_credit_for_and_more_is_read_when_all_has_left() {
        Asked asked = agent.asks();
        asked.question().body(Buffer.buffer(new byte[150]));
        int sentAtFirst = agent.line().bodyBytes();
        int wantedAtFirst = asked.asker().wanted;
        asked.question().end();
        boolean endedAtFirst = !agent.line().of("end").isEmpty();

        agent.says("{\"type\":\"credit\",\"messageId\":1,\"bytes\":60}");

        assertThat(sentAtFirst).isEqualTo(House.CREDIT);
        assertThat(wantedAtFirst).isEqualTo(1);
        assertThat(endedAtFirst).isFalse();
        assertThat(agent.line().bodyBytes()).isEqualTo(150);
        assertThat(agent.line().bytes).allMatch(message -> message.length() <= 8 + House.MAX_FRAME);
        assertThat(agent.line().of("end")).hasSize(1);
    }

    @Test
    void a_socket_that_takes_nothing_holds_bodies_back() {
        agent.line().takes = false;
        Asked asked = agent.asks();

        asked.question().body(Buffer.buffer(new byte[100]));
        int whileFull = agent.line().bodyBytes();
        while (!agent.line().untaken.isEmpty()) {
            agent.line().untaken.remove().run();
        }

        assertThat(whileFull).isEqualTo(80);
        assertThat(agent.line().bodyBytes()).isEqualTo(100);
        assertThat(asked.asker().wanted).isEqualTo(2);
    }

    @Test
    void credit_comes_back_only_when_bytes_have_left() {
        Asked asked = agent.asks();
        agent.says(RESPONSE);
        agent.sends(1, 40);
        agent.sends(1, 40);
        int before = agent.line().of("credit").size();

        asked.question().left(40);
        int afterSome = agent.line().of("credit").size();
        asked.question().left(40);

        assertThat(before).isZero();
        assertThat(afterSome).isZero();
        assertThat(agent.line().last("credit").get("bytes").asInt()).isEqualTo(80);
    }

    @Test
    void a_slow_reader_stops_its_own_answer_only() {
        Asked slow = agent.asks();
        Asked quick = agent.asks();
        agent.says(RESPONSE);
        agent.says(RESPONSE.replace("\"messageId\":1", "\"messageId\":2"));
        agent.sends(1, 40);
        agent.sends(1, 40);
        for (int i = 0; i < 10; i++) {
            agent.sends(2, 40);
            quick.question().left(40);
        }

        assertThat(slow.asker().body.length()).isEqualTo(80);
        assertThat(quick.asker().body.length()).isEqualTo(400);
        assertThat(agent.line().closeCode).isZero();
    }

    @Test
    void who_leaves_is_told_at_once_and_what_was_on_its_way_is_dropped() {
        Asked asked = agent.asks();
        agent.says(RESPONSE);

        asked.question().cancel();
        agent.sends(1, 40);
        agent.says(END);

        assertThat(agent.line().last("cancel").get("messageId").asLong()).isEqualTo(1);
        assertThat(asked.asker().body.length()).isZero();
        assertThat(agent.line().closeCode).isZero();
        assertThat(agent.tunnel().messages()).isZero();
    }

    @Test
    void a_node_that_is_not_reached_fails_its_message_alone() {
        Asked asked = agent.asks();
        Asked other = agent.asks();

        agent.says("{\"type\":\"error\",\"messageId\":1,\"code\":\"node_unreachable\",\"message\":\"refused\"}");

        assertThat(asked.asker().failure).isEqualTo(NodeFailure.UNREACHABLE);
        assertThat(other.asker().failure).isNull();
        assertThat(agent.line().closeCode).isZero();
    }

    @Test
    void an_answer_before_the_request_is_whole_stops_the_request() {
        Asked asked = agent.asks();
        asked.question().body(Buffer.buffer(new byte[200]));

        agent.says(RESPONSE.replace("200", "413"));
        agent.says(END);

        assertThat(asked.asker().status).isEqualTo(413);
        assertThat(asked.asker().ended).isTrue();
        assertThat(agent.line().of("cancel")).hasSize(1);
        assertThat(agent.tunnel().messages()).isZero();
    }

    @Test
    void there_are_no_more_open_messages_than_there_may_be() {
        for (int i = 0; i < House.MESSAGES; i++) {
            agent.asks();
        }

        Asked tooMany = agent.asks();

        assertThat(tooMany.asker().failure).isEqualTo(NodeFailure.BUSY);
    }

    @Test
    void while_too_much_is_held_nothing_new_begins() {
        Asked big = agent.asks();
        big.question().body(Buffer.buffer(new byte[(int) House.HELD + House.CREDIT]));

        Asked next = agent.asks();
        big.question().cancel();
        Asked later = agent.asks();

        assertThat(next.asker().failure).isEqualTo(NodeFailure.BUSY);
        assertThat(later.asker().failure).isNull();
    }

    @Test
    void a_body_that_an_agent_never_takes_is_given_up() {
        Asked asked = agent.asks();
        asked.question().body(Buffer.buffer(new byte[200]));

        for (int i = 0; i < 70; i++) {
            agent.tunnel().heard();
            house.pass(1, agent);
        }

        assertThat(asked.asker().failure).isEqualTo(NodeFailure.TIMEOUT);
        assertThat(agent.line().of("cancel")).hasSize(1);
    }

    @Test
    void what_a_test_mode_says_is_counted_and_goes_nowhere() {
        agent.says(RESPONSE.replace("\"messageId\":1", "\"messageId\":-1"));
        for (int i = 0; i < 20; i++) {
            agent.sends(-1, 40);
        }
        agent.says("{\"type\":\"end\",\"messageId\":-1}");

        assertThat(house.meters.counter("parley.gateway.tunnels.own.tests").count())
                .isEqualTo(1);
        assertThat(agent.line().of("credit")).isNotEmpty();
        assertThat(agent.line().closeCode).isZero();
    }
}
