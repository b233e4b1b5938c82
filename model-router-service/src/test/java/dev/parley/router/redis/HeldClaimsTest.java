package dev.parley.router.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Place;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldClaimsTest {

    private static final String PROCESSES = "{parley:slots}:processes";
    private static final String ALPHA = "{parley:slots}:node:alpha";
    private static final String BETA = "{parley:slots}:node:beta";

    private final HeldClaims held = new HeldClaims();

    @Test
    void all_nodes_of_claims_are_told_and_those_that_were_used_since_the_last_time() {
        held.add(1, at("alpha"));
        held.add(2, at("beta"));
        held.remove(1);

        HeldClaims.Told told = held.tell();

        assertThat(told.keys()).containsExactly(PROCESSES, ALPHA, BETA);
        assertThat(told.arguments("me", Duration.ofSeconds(5)))
                .containsExactly("me", "5000", "3", "2", at("beta").model().toString());
    }

    @Test
    void a_node_that_holds_nothing_is_forgotten_when_that_was_told() {
        held.add(1, at("alpha"));
        held.remove(1);
        boolean before = held.isLeftOver(new NodeId("alpha"));

        held.tell();

        assertThat(before).isTrue();
        assertThat(held.isLeftOver(new NodeId("alpha"))).isFalse();
        assertThat(held.tell().keys()).containsExactly(PROCESSES);
    }

    @Test
    void what_was_not_heard_is_told_again() {
        held.add(1, at("alpha"));
        held.remove(1);
        HeldClaims.Told told = held.tell();

        held.unheard(told);

        assertThat(held.tell().keys()).containsExactly(PROCESSES, ALPHA);
    }

    private static Place at(String node) {
        return new Place(new NodeId(node), ModelName.parse("llama3.2").orElseThrow(), new ConcurrencyLimit(1, 1));
    }
}
