package dev.parley.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSpecTest {

    @Test
    void every_field_reaches_the_machine() {
        Machine machine = AgentSpec.parse(
                "--agent[0]",
                "model=llama3.2:3b, role=critic,node=node-2,max_tokens=50,timeout=9,temperature=0.5,think=true");

        assertThat(machine)
                .isEqualTo(new Machine(
                        null, null, null, "node-2", "llama3.2:3b", Role.CRITIC, 50, 9, 0.5, true, null, null));
    }

    @Test
    void what_is_not_said_is_left_to_the_orchestrator() {
        Machine machine = AgentSpec.parse("--agent[0]", "model=m");

        assertThat(machine.role()).isNull();
        assertThat(machine.maxTokens()).isNull();
        assertThat(machine.timeout()).isNull();
    }

    @Test
    void a_system_text_may_hold_commas_and_equals_signs() {
        Machine machine = AgentSpec.parse("--agent[0]", "role=custom,system=Be brief, be kind, a=b");

        assertThat(machine.system()).isEqualTo("Be brief, be kind, a=b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max_tokens=many   | --agent[1].max_tokens: many (expected: a whole number)
                    timeout=1.5       | --agent[1].timeout: 1.5 (expected: whole seconds)
                    temperature=hot   | --agent[1].temperature: hot (expected: a number)
                    think=maybe       | --agent[1].think: maybe (expected: true or false)
                    role=boss         | --agent[1].role: boss (expected: generator, critic, moderator, synth, sintetizator, custom)
                    colour=red        | --agent[1]: colour (expected: model, role, node, max_tokens, timeout, temperature, think, system)
                    model=            | --agent[1].model: nothing (expected: a value)
                    model=a,model=b   | --agent[1].model: given twice (expected: once)
                    """)
    void a_wrong_field_is_named_with_what_was_expected(String text, String message) {
        assertThatThrownBy(() -> AgentSpec.parse("--agent[1]", text)).hasMessage(message);
    }

    @Test
    void unnamed_agents_take_turns_on_the_models_found() {
        List<Machine> machines = UsualAgents.on(List.of("a", "b"));

        assertThat(machines).extracting(Machine::role).containsExactly(Role.GENERATOR, Role.CRITIC, Role.SYNTH);
        assertThat(machines).extracting(Machine::model).containsExactly("a", "b", "a");
    }

    @Test
    void without_models_the_router_chooses() {
        List<Machine> machines = UsualAgents.on(List.of());

        assertThat(machines).extracting(Machine::model).containsOnly("auto");
    }
}
