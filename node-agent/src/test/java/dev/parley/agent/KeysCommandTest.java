package dev.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.fake.FakeGateway;
import dev.parley.agent.screen.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway().wants("pk_admin");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_new_key_alone_goes_to_the_output() {
        int code = keys("create", "--name", "app");

        assertThat(code).isZero();
        assertThat(out).hasToString("pk_abcdefghij12_secret\n");
        assertThat(errors.toString()).contains("abcdefghij12  local").doesNotContain("secret");
        assertThat(gateway.requests()).containsExactly("POST /api/keys {\"name\":\"app\",\"scopes\":[\"inference\"]}");
    }

    @Test
    void everything_that_is_asked_for_is_asked_for() {
        keys(("create --name app --tenant mill --scope inference --scope models:write --model a --model b*"
                        + " --expires 30d --requests-per-minute 60 --tokens-per-minute 1000 --streams 4"
                        + " --tokens-per-month 100000 --path-prefix")
                .split(" "));

        assertThat(gateway.requests())
                .containsExactly("POST /api/keys {\"name\":\"app\",\"tenant\":\"mill\","
                        + "\"scopes\":[\"inference\",\"models:write\"],\"models\":[\"a\",\"b*\"],"
                        + "\"limits\":{\"requests_per_minute\":60,\"tokens_per_minute\":1000,"
                        + "\"concurrent_streams\":4,\"tokens_per_month\":100000},"
                        + "\"expires_in_seconds\":2592000,\"path_prefix\":true}");
    }

    @Test
    void json_is_all_that_is_known_of_it() {
        keys("create", "--name", "app", "--json");

        assertThat(out.toString())
                .startsWith("{\"id\":\"abcdefghij12\"")
                .contains("\"key\":\"pk_abcdefghij12_secret\"")
                .contains("\"expires_at\":\"2026-12-20T10:00:00Z\"");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void all_pages_are_listed() {
        int code = keys("list");

        assertThat(code).isZero();
        assertThat(out).hasToString("""
                ID            TENANT        NAME                  SCOPES                    REMARKS
                abcdefghij12  local         app                   inference,models:write    ends 2026-12-20T10:00:00Z, models maple*, <= 60 requests/min
                zyxwvutsrq98  mill          old                   admin                     REVOKED 2026-11-20T09:00:00Z, in paths
                """);
    }

    @Test
    void the_list_for_programs_is_one_object() {
        keys("list", "--json");

        assertThat(out.toString())
                .startsWith("{\"keys\":[{\"id\":\"abcdefghij12\"")
                .endsWith("}]}\n");
    }

    @Test
    void a_key_is_revoked_by_its_id() {
        int code = keys("revoke", "abcdefghij12");

        assertThat(code).isZero();
        assertThat(gateway.requests()).containsExactly("DELETE /api/keys/abcdefghij12");
    }

    @Test
    void a_refusal_is_one_sentence() {
        gateway.refuses(
                403, "{\"code\":\"scope-missing\",\"status\":403,\"detail\":\"The key lacks the scope admin.\"}");

        assertThat(keys("create", "--name", "app")).isEqualTo(1);
        assertThat(errors)
                .hasToString("The key lacks the scope admin. [scope-missing]"
                        + " Use a key that may: ./parley keys create --scope ...\n");
    }

    @Test
    void where_no_stack_is_up_it_says_so(@TempDir Path data) {
        assertThat(execute("keys", "list", "--data", data.toString())).isEqualTo(1);
        assertThat(errors).hasToString("No stack is up in " + data + ": ./parley up starts one.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create                             | Missing required option: '--name=NAME'",
                "create --name a --scope root       | --scope: root (expected: inference, conversations, models:write,",
                "create --name a --expires tomorrow | --expires: tomorrow (expected: 90s, 15m, 12h, 30d or 4w)",
                "revoke                             | Missing required parameter: 'ID'"
            })
    void a_misunderstanding_asks_nothing_of_the_gateway(String words, String answer) {
        int code = keys(words.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith(answer);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void keys_alone_does_nothing() {
        assertThat(execute("keys")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("keys: nothing to do (expected: create, list or revoke)");
    }

    private int keys(String... words) {
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(words));
        all.addAll(List.of("--gateway", gateway.url()));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... words) {
        Optional<String> key = Optional.of("pk_admin");
        TalkCommand talk = new TalkCommand(new Terminal(Map.of()), key, Optional.empty());
        return ParleyCommand.commandLine(talk, key, new PrintWriter(out, true), new PrintWriter(errors, true))
                .execute(words);
    }
}
