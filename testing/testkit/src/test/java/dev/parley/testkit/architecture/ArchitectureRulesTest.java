package dev.parley.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {

    @ParameterizedTest
    @CsvSource({
        "cycle,     'be free of cycles',                cycle.node.Node",
        "web,       'jakarta.ws.rs..',                  web.node.NodeDirectory",
        "endpoint,  'endpoints are called by clients',  endpoint.node.NodeDirectory",
        "waiting,   'io.smallrye.mutiny.groups.UniAwait', waiting.ImpatientProbe",
        "naming,    'hides what the class is for',      naming.ProbeImpl",
        "naming,    'hides what the class is for',      naming.StringUtil",
        "naming,    'hides what the class is for',      naming.StringUtils",
        "naming,    'hides what the class is for',      naming.ProbeHelper",
        "naming,    'hides what the class is for',      naming.NodeManager",
        "naming,    'hides what the class is for',      naming.NodeDto",
        "naming,    'hides what the class is for',      naming.Outline$LineHelper",
        "config,    'the MicroProfile Config API',      config.SecretReader",
        "config,    'the MicroProfile Config API',      config.SettingField",
        "config,    'the MicroProfile Config API',      config.HiddenMapping",
        "injection, 'annotated with @Inject',           injection.FieldInjected",
        "database,  'only ..postgres.. knows',          database.idea.PersistentIdea",
        "database,  'only ..postgres.. knows',          database.idea.SessionIdeas",
        "database,  'only ..postgres.. knows',          database.idea.PanacheIdeas",
        "database,  'only ..postgres.. knows',          database.idea.PooledIdeas",
        "redis,     'only ..redis.. knows',             redis.lease.QuarkusLeases",
        "redis,     'only ..redis.. knows',             redis.lease.VertxLeases",
        "time,      'time and chance are parameters',   time.InstantReader",
        "time,      'time and chance are parameters',   time.InstantReference",
        "time,      'time and chance are parameters',   time.DateReader",
        "time,      'time and chance are parameters',   time.MillisReader",
        "time,      'time and chance are parameters',   time.Sleeper",
        "time,      'time and chance are parameters',   time.DiceThrower",
        "passing,   'a clock is handed out',            passing.ClockTaker",
        "ollama,    'JSON stays at the edge',           ollama.relay.GenerationRelay",
    })
    void a_planted_violation_is_named_with_its_rule(String planted, String rule, String culprit) {
        Throwable thrown = catchThrowable(() -> PlantedViolations.judge(planted, ArchitectureRules::forService));

        assertThat(thrown)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks 1 rule(s)")
                .hasMessageContaining(rule)
                .hasMessageContaining(PlantedViolations.ROOT + culprit);
    }

    @ParameterizedTest
    @CsvSource({
        "web, http.NodesResource",
        "naming, naming.Managers",
        "config, config.ProbeConfig",
        "injection, injection.ConstructorInjected",
        "database, database.postgres.IdeaRow",
        "redis, redis.redis.RedisLeases",
        "time, time.SystemClock",
        "time, time.ClockedReader",
        "passing, passing.ProcessBeans",
        "ollama, ollama.http.OllamaResource",
    })
    void a_neighbour_that_keeps_the_rule_is_not_named(String planted, String innocent) {
        Throwable thrown = catchThrowable(() -> PlantedViolations.judge(planted, ArchitectureRules::forService));

        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessageNotContaining(innocent);
    }

    @Test
    void code_laid_out_as_it_should_be_passes() {
        assertThatCode(() -> PlantedViolations.judge("clean", ArchitectureRules::forService))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "time", "passing", "ollama"})
    void a_program_may_live_in_real_time_and_know_ollama(String planted) {
        assertThatCode(() -> PlantedViolations.judge(planted, ArchitectureRules::forProgram))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cycle", "web", "endpoint", "naming", "config", "injection", "database", "redis"})
    void a_program_keeps_all_other_rules(String planted) {
        Throwable thrown = catchThrowable(() -> PlantedViolations.judge(planted, ArchitectureRules::forProgram));

        assertThat(thrown).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_module_without_classes_passes() {
        assertThatCode(() -> new Violations()
                        .of(ArchitectureRules.forService("dev.parley.nothing"), MainClasses.under("dev.parley.nothing"))
                        .throwIfAny("dev.parley.nothing"))
                .doesNotThrowAnyException();
    }

    @Test
    void only_main_classes_are_judged() {
        var classes = MainClasses.under("dev.parley.testkit");

        assertThat(classes.contain(ArchitectureRules.class)).isTrue();
        assertThat(classes.contain(ArchitectureRulesTest.class)).isFalse();
    }

    @Test
    void all_broken_rules_are_reported_at_once() {
        Throwable thrown = catchThrowable(() -> ArchitectureRules.verify("dev.parley.wrongroot"));

        assertThat(thrown)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Package dev.parley.testkit lies outside the module's root")
                .hasMessageContaining("Package dev.parley.testkit.time lies outside");
    }
}
