package dev.parley.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartReadingTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Test
    void absent_fields_take_the_first_systems_values() throws Exception {
        ConversationSpec spec = spec("{'subject':'s','machines':[{},{}]}");

        assertThat(spec.numRounds()).isEqualTo(5);
        assertThat(spec.pauseSeconds()).isEqualTo(3);
        assertThat(spec.historyLimit()).isEqualTo(50);
        assertThat(spec.language()).isEqualTo(Language.EN);
        assertThat(spec.autoRun()).isTrue();
        Agent agent = spec.agents().get(0);
        assertThat(agent).isEqualTo(new Agent("generator-1", Role.GENERATOR, "auto", null, 700, 120, null, null, null));
    }

    @Test
    void agents_are_called_by_their_roles_and_numbered_where_a_role_occurs_twice() throws Exception {
        ConversationSpec spec =
                spec("{'subject':'s','machines':[{'role':'critic'},{'role':'synth'},{'role':'critic'}]}");

        assertThat(spec.agents()).extracting(Agent::agent).containsExactly("critic-1", "synth", "critic-2");
    }

    @Test
    void the_first_system_spoke_romanian() throws Exception {
        assertThat(spec("{'subject':'s','machines':[{},{}],'compat':'v4'}").language())
                .isEqualTo(Language.RO);
    }

    @Test
    void every_form_of_a_place_becomes_one_target() throws Exception {
        UnresolvedSpec read = read("{'subject':'s','machines':[{'url':'http://pi:11434'},{'url':'192.0.2.7:80'},"
                + "{'ip':'192.0.2.8'},{'ip':'192.0.2.8','port':9},{'node':'attic','model':'m'},{}]}");

        assertThat(read.machines())
                .containsExactly(
                        new MachineTarget("pi:11434", null, "auto"),
                        new MachineTarget("192.0.2.7:80", null, "auto"),
                        new MachineTarget("192.0.2.8:11434", null, "auto"),
                        new MachineTarget("192.0.2.8:9", null, "auto"),
                        new MachineTarget(null, "attic", "m"),
                        new MachineTarget(null, null, "auto"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("{'machines':[{},{}]}", "subject", "subject: missing (expected: 1..4,000 characters)"),
                arguments("{'subject':' ','machines':[{},{}]}", "subject", null),
                arguments("{'subject':'a\\u0000b','machines':[{},{}]}", "subject", null),
                arguments("{'subject':'" + "x".repeat(4001) + "','machines':[{},{}]}", "subject", null),
                arguments(
                        "{'subject':'s','machines':[{},{}],'stop':{}}",
                        "stop",
                        "stop: no rule (expected: text, no_new_ideas or both)"),
                arguments(
                        "{'subject':'s','machines':[{},{}],'compat':'v4','stop':{'no_new_ideas':{}}}",
                        "stop.no_new_ideas",
                        "stop.no_new_ideas: given (expected: none with compat v4)"),
                arguments(
                        "{'subject':'s','machines':[{},{}],'stop':{'no_new_ideas':{'rate':1.5}}}",
                        "stop.no_new_ideas.rate",
                        "stop.no_new_ideas.rate: 1.5 (expected: 0..1)"),
                arguments(
                        "{'subject':'s','machines':[{},{}],'budget':{}}",
                        "budget",
                        "budget: no limit (expected: tokens, cost, seconds or some of them)"),
                arguments(
                        "{'subject':'s','machines':[{},{}],'budget':{'cost':0}}",
                        "budget.cost",
                        "budget.cost: 0.0 (expected: more than 0, at most 1,000,000)"),
                arguments(
                        "{'subject':'s','machines':[{},{}],'budget':{'tokens':0}}",
                        "budget.tokens",
                        "budget.tokens: 0 (expected: 1..1,000,000,000)"),
                arguments("{'subject':'s'}", "machines", "machines: 0 (expected: 2..16 machines)"),
                arguments("{'subject':'s','machines':[{}]}", "machines", "machines: 1 (expected: 2..16 machines)"),
                arguments("{'subject':'s','machines':[{}" + ",{}".repeat(16) + "]}", "machines", null),
                arguments("{'subject':'s','machines':[{},null]}", "machines[1]", null),
                arguments(
                        machine("'ip':'192.0.2.7','port':99999"),
                        "machines[1].port",
                        "machines[1].port: 99999 (expected: 1..65535)"),
                arguments(machine("'ip':'192.0.2.7','port':0"), "machines[1].port", null),
                arguments(machine("'port':80"), "machines[1].port", null),
                arguments(machine("'ip':'256.1.1.1'"), "machines[1].ip", null),
                arguments(machine("'ip':'1.2.3'"), "machines[1].ip", null),
                arguments(machine("'ip':'example.org'"), "machines[1].ip", null),
                arguments(machine("'url':'https://pi:1'"), "machines[1].url", null),
                arguments(machine("'url':'http://pi:1/api'"), "machines[1].url", null),
                arguments(machine("'url':'http://pi:1/'"), "machines[1].url", null),
                arguments(machine("'url':'http://u:p@pi:1'"), "machines[1].url", null),
                arguments(machine("'url':'pi'"), "machines[1].url", null),
                arguments(machine("'url':'pi:0'"), "machines[1].url", null),
                arguments(machine("'url':'pi:65536'"), "machines[1].url", null),
                arguments(machine("'url':'999.1.1.1:80'"), "machines[1].url", null),
                arguments(machine("'url':'pi:1?x=y'"), "machines[1].url", null),
                arguments(machine("'url':'pi:1','node':'attic'"), "machines[1].url", null),
                arguments(
                        machine("'max_tokens':0"),
                        "machines[1].max_tokens",
                        "machines[1].max_tokens: 0 (expected: 1..131072)"),
                arguments(machine("'max_tokens':131073"), "machines[1].max_tokens", null),
                arguments(machine("'timeout':0"), "machines[1].timeout", null),
                arguments(machine("'timeout':3601"), "machines[1].timeout", null),
                arguments(
                        machine("'temperature':2.1"),
                        "machines[1].temperature",
                        "machines[1].temperature: 2.1 (expected: 0..2)"),
                arguments(machine("'temperature':-0.1"), "machines[1].temperature", null),
                arguments(machine("'model':''"), "machines[1].model", null),
                arguments(machine("'model':'" + "m".repeat(351) + "'"), "machines[1].model", null),
                arguments(machine("'role':'custom'"), "machines[1].system", null),
                arguments(machine("'role':'custom','system':'" + "x".repeat(16001) + "'"), "machines[1].system", null),
                arguments(wish("'num_rounds':-1"), "num_rounds", "num_rounds: -1 (expected: 0..10000)"),
                arguments(wish("'num_rounds':10001"), "num_rounds", null),
                arguments(wish("'pause_seconds':3601"), "pause_seconds", null),
                arguments(wish("'history_limit':0"), "history_limit", null),
                arguments(wish("'history_limit':1001"), "history_limit", null),
                arguments(wish("'compat':'v4','language':'en'"), "language", null));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_field_is_named_with_what_was_expected(String body, String field, String detail) throws Exception {
        Outcome<UnresolvedSpec> outcome = StartReading.read(request(body));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused<UnresolvedSpec>) outcome).refusal();
        assertThat(refusal.code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.detail())
                .startsWith(field + ": ")
                .contains("(expected: ")
                .hasSizeLessThan(300);
        if (detail != null) {
            assertThat(refusal.detail()).isEqualTo(detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'num_rounds':0", "'num_rounds':10000", "'pause_seconds':3600", "'history_limit':1000"})
    void the_bounds_themselves_are_allowed(String field) throws Exception {
        assertThat(StartReading.read(request(wish(field)))).isInstanceOf(Outcome.Given.class);
    }

    @Test
    void the_router_decides_names_and_refuses_by_field() throws Exception {
        UnresolvedSpec read = read("{'subject':'s','machines':[{'url':'pi:1'},{'node':'attic','model':'m'}]}");

        Outcome<ConversationSpec> resolved =
                read.resolve(List.of(new ResolvedMachine("pi", "auto", null), new ResolvedMachine("attic", "m", null)));
        Outcome<ConversationSpec> refused = read.resolve(List.of(
                new ResolvedMachine(null, "auto", "address-not-allowed"), new ResolvedMachine("attic", "m", null)));
        Outcome<ConversationSpec> unknown = read.resolve(
                List.of(new ResolvedMachine("pi", "auto", null), new ResolvedMachine("attic", "m", "model-unknown")));

        assertThat(((Outcome.Given<ConversationSpec>) resolved).value().agents())
                .extracting(Agent::node)
                .containsExactly("pi", "attic");
        assertThat(((Outcome.Refused<ConversationSpec>) refused).refusal())
                .returns("machines[0].url", Refusal::field)
                .returns(ProblemCode.ADDRESS_NOT_ALLOWED, Refusal::code);
        assertThat(((Outcome.Refused<ConversationSpec>) unknown).refusal())
                .returns("machines[1].model", Refusal::field)
                .returns(ProblemCode.MODEL_UNKNOWN, Refusal::code);
    }

    private static String machine(String fields) {
        return "{'subject':'s','machines':[{},{" + fields + "}]}";
    }

    private static String wish(String fields) {
        return "{'subject':'s','machines':[{},{}]," + fields + "}";
    }

    private static StartConversation request(String body) throws Exception {
        return JSON.readValue(body.replace('\'', '"'), StartConversation.class);
    }

    private static UnresolvedSpec read(String body) throws Exception {
        return ((Outcome.Given<UnresolvedSpec>) StartReading.read(request(body))).value();
    }

    private static ConversationSpec spec(String body) throws Exception {
        UnresolvedSpec read = read(body);
        List<ResolvedMachine> asAsked = read.machines().stream()
                .map(machine -> new ResolvedMachine(machine.node(), machine.model(), null))
                .toList();
        return ((Outcome.Given<ConversationSpec>) read.resolve(asAsked)).value();
    }
}
