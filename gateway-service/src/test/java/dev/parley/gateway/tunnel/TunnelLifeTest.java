package dev.parley.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.tunnel.House.Agent;
import dev.parley.gateway.tunnel.House.Asked;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How tunnels begin, are known to the router, and end. */
class TunnelLifeTest {

    private static final String PAUSED =
            "{\"type\":\"state\",\"models\":[{\"name\":\"llama3.2:3b\"}],\"warm\":[],\"capacity\":2,\"paused\":true}";

    private final House house = new House();

    @Test
    void who_says_hello_is_registered_and_welcome() {
        Agent agent = house.joins("attic");

        var welcome = agent.line().last("welcome");
        var known = house.router.known.get("attic");
        assertThat(welcome.get("node").asText()).isEqualTo("attic");
        assertThat(welcome.get("credit").asInt()).isEqualTo(House.CREDIT);
        assertThat(known.url())
                .isEqualTo("http://10.0.0.1:8090/tunnels/" + agent.tunnel().id());
        assertThat(known.tenant()).isEqualTo("acme");
        assertThat(known.models()).containsExactly("llama3.2:3b");
        assertThat(known.maxConcurrent()).isEqualTo(4);
        assertThat(known.shared()).isNull();
    }

    @Test
    void what_is_asked_before_the_welcome_comes_after_it() {
        house.router.slow = new CompletableFuture<>();
        Agent agent = house.joins("attic");
        Asked early = agent.asks();
        early.question().end();
        int before = agent.line().frames.size();

        house.router.slow.complete(null);

        assertThat(before).isZero();
        assertThat(agent.line().frames)
                .extracting(frame -> frame.get("type").asText())
                .startsWith("welcome", "request", "end");
    }

    @Test
    void another_version_is_told_so() {
        Agent agent = house.dials();

        agent.says(House.hello("attic", "m").replace("\"version\":1", "\"version\":2"));

        assertThat(agent.refusal()).isEqualTo("version_unsupported");
    }

    @Test
    void a_name_of_another_tenant_is_refused() {
        house.joins("attic");
        Agent other = house.dials(House.of("umbrella", null));

        other.says(House.hello("attic", "m"));

        assertThat(other.refusal()).isEqualTo("name_taken");
        assertThat(house.router.known.get("attic").tenant()).isEqualTo("acme");
    }

    @Test
    void of_one_tenant_the_newest_has_the_name() {
        Agent before = house.joins("attic");
        Asked open = before.asks();

        Agent after = house.joins("attic");

        assertThat(before.line().last("goodbye").get("reason").asText()).isEqualTo("replaced");
        assertThat(before.line().closeCode).isZero();
        assertThat(open.asker().failure).isNull();
        assertThat(house.router.known.get("attic").url())
                .endsWith(after.tunnel().id());
        open.question().cancel();
        assertThat(before.line().closeCode).isEqualTo(TunnelFrame.CLOSE_LEAVING);
        assertThat(house.router.known).containsKey("attic");
    }

    @Test
    void whoever_moved_to_another_replica_is_not_taken_back() {
        Agent agent = house.joins("attic");
        var there = house.router.known.get("attic");
        house.router.known.put(
                "attic",
                new dev.parley.protocol.node.TunnelRequest(
                        "http://10.0.0.2:8090/tunnels/1", "acme", there.models(), null, 4, null));

        for (int i = 0; i < 6; i++) {
            agent.tunnel().heard();
            house.pass(1, agent);
        }

        assertThat(agent.line().last("goodbye").get("reason").asText()).isEqualTo("replaced");
        assertThat(house.router.known.get("attic").url()).startsWith("http://10.0.0.2");
    }

    @Test
    void its_lease_is_renewed_at_a_third() {
        Agent agent = house.joins("attic");

        for (int i = 0; i < 16; i++) {
            agent.tunnel().heard();
            house.pass(1, agent);
        }

        assertThat(house.router.said).hasSize(1 + 3);
        assertThat(house.router.said.get(1).renews()).isTrue();
    }

    @Test
    void a_router_that_is_away_later_is_told_again_every_second() {
        Agent agent = house.joins("attic");
        house.router.refusal = NotRegistered.Why.AWAY;
        for (int i = 0; i < 8; i++) {
            agent.tunnel().heard();
            house.pass(1, agent);
        }
        int tries = house.router.said.size();
        house.router.refusal = null;

        house.pass(1, agent);

        assertThat(tries).isEqualTo(1 + 4);
        assertThat(house.router.said).hasSize(6);
        assertThat(agent.line().closeCode).isZero();
    }

    @Test
    void a_router_that_is_away_at_first_sends_the_agent_away_for_a_while() {
        house.router.refusal = NotRegistered.Why.AWAY;

        Agent agent = house.joins("attic");

        assertThat(agent.refusal()).isEqualTo("router_away");
        assertThat(agent.line().last("refused").get("retry_after").asInt()).isPositive();
        assertThat(agent.line().closeCode).isEqualTo(TunnelFrame.CLOSE_LATER);
    }

    @Test
    void a_paused_agent_is_not_registered_and_finishes() {
        Agent agent = house.joins("attic");
        Asked open = agent.asks();

        agent.says(PAUSED);
        house.pass(1, agent);
        boolean knownWhilePaused = house.router.known.containsKey("attic");
        agent.says(PAUSED.replace("true", "false"));
        house.pass(1, agent);

        assertThat(knownWhilePaused).isFalse();
        assertThat(open.asker().failure).isNull();
        assertThat(house.router.known.get("attic").maxConcurrent()).isEqualTo(2);
    }

    @Test
    void who_says_goodbye_gets_nothing_new_and_leaves_when_all_is_done() {
        Agent agent = house.joins("attic");
        Asked open = agent.asks();
        open.question().end();

        agent.says("{\"type\":\"goodbye\",\"reason\":\"draining\"}");
        Asked late = agent.asks();
        int closedWithOneOpen = agent.line().closeCode;
        agent.says("{\"type\":\"response\",\"messageId\":1,\"status\":200}");
        agent.says("{\"type\":\"end\",\"messageId\":1}");

        assertThat(house.router.known).isEmpty();
        assertThat(late.asker().failure).isEqualTo(NodeFailure.DRAINING);
        assertThat(closedWithOneOpen).isZero();
        assertThat(open.asker().ended).isTrue();
        assertThat(agent.line().closeCode).isEqualTo(TunnelFrame.CLOSE_LEAVING);
        assertThat(house.tunnels.count()).isZero();
    }

    @Test
    void a_replica_that_goes_says_so() {
        Agent idle = house.joins("attic");
        Agent busy = house.joins("cellar");
        busy.asks();

        house.tunnels.leave();

        assertThat(idle.line().closeCode).isEqualTo(TunnelFrame.CLOSE_LEAVING);
        assertThat(busy.line().last("goodbye").get("reason").asText()).isEqualTo("draining");
        assertThat(busy.line().closeCode).isZero();
        assertThat(house.router.known).isEmpty();
    }

    @Test
    void a_connection_that_is_gone_fails_what_it_held_and_is_no_node() {
        Agent agent = house.joins("attic");
        Asked open = agent.asks();

        agent.tunnel().gone();

        assertThat(open.asker().failure).isEqualTo(NodeFailure.LOST);
        assertThat(house.router.known).isEmpty();
        assertThat(house.tunnels.find(agent.tunnel().id())).isEmpty();
    }

    @Test
    void silence_ends_it_and_pings_go_before() {
        Agent agent = house.joins("attic");

        house.pass(8, agent);
        int pings = agent.line().pings;
        int closedInTime = agent.line().closeCode;
        house.pass(1, agent);

        assertThat(pings).isEqualTo(2);
        assertThat(closedInTime).isZero();
        assertThat(house.ended("silent")).isEqualTo(1);
        assertThat(house.router.known).isEmpty();
    }

    @Test
    void nobody_stays_without_a_hello() {
        Agent mute = house.dials();

        house.pass(6, mute);

        assertThat(mute.refusal()).isEqualTo("hello_invalid");
    }

    @Test
    void a_revoked_key_ends_it() {
        Agent agent = house.joins("attic");

        agent.tunnel().expel(ProblemCode.KEY_REVOKED);

        assertThat(agent.refusal()).isEqualTo("key_revoked");
        assertThat(agent.line().closeCode).isEqualTo(TunnelFrame.CLOSE_REFUSED);
        assertThat(house.router.known).isEmpty();
    }

    @Test
    void there_are_no_more_than_there_may_be_of_one_tenant_and_in_all() {
        house.joins("one");
        Agent two = house.joins("two");
        boolean fullForOne = house.tunnels.isFull("acme");
        boolean fullForOther = house.tunnels.isFull("umbrella");
        house.dials(House.of("umbrella", null));
        boolean fullForAll = house.tunnels.isFull("initech");

        two.tunnel().gone();

        assertThat(fullForOne).isTrue();
        assertThat(fullForOther).isFalse();
        assertThat(fullForAll).isTrue();
        assertThat(house.tunnels.isFull("initech")).isFalse();
    }
}
