package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PricesTest extends RouterTestBase {

    private static final String PRICES = "/internal/prices";

    @Test
    void what_administrators_set_holds_over_settings_and_can_be_taken_back() {
        RouterClient admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.ADMIN)));
        String configured = prices(router.get(PRICES));

        HttpResponse<String> set = admin.send("PUT", PRICES, """
                {"currency":"EUR","prices":[{"model":"Priced","input":3,"output":1e1},
                {"model":"mistral","input":0,"output":0.000001}]}""");
        HttpResponse<String> again = admin.send("PUT", PRICES, set.body());
        HttpResponse<String> back = admin.send("PUT", PRICES, "{\"prices\":[]}");

        assertThat(configured).isEqualTo("[{\"model\":\"priced:latest\",\"input\":0.25,\"output\":1.5}]");
        assertThat(prices(set))
                .isEqualTo("[{\"model\":\"mistral:latest\",\"input\":0,\"output\":0.000001},"
                        + "{\"model\":\"priced:latest\",\"input\":3,\"output\":10}]");
        assertThat(again.body()).isEqualTo(set.body());
        assertThat(prices(back)).isEqualTo(configured);
    }

    @Test
    void what_is_no_price_is_refused_by_its_field() {
        RouterClient admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.ADMIN)));

        assertThat(refused(admin, "{}")).isEqualTo("prices");
        assertThat(refused(admin, "{\"currency\":\"USD\",\"prices\":[]}")).isEqualTo("currency");
        assertThat(refused(admin, one("{\"model\":\"m\",\"input\":1}"))).isEqualTo("prices[0].output");
        assertThat(refused(admin, one("{\"model\":\"/\",\"input\":1,\"output\":1}")))
                .isEqualTo("prices[0].model");
        assertThat(refused(admin, one("{\"model\":\"m\",\"input\":-1,\"output\":1}")))
                .isEqualTo("prices[0].input");
        assertThat(refused(admin, one("{\"model\":\"m\",\"input\":1,\"output\":0.0000001}")))
                .isEqualTo("prices[0].output");
        assertThat(refused(admin, one("{\"model\":\"m\",\"input\":1,\"output\":1e999999999}")))
                .isEqualTo("prices[0].output");
        assertThat(refused(
                        admin,
                        one("{\"model\":\"m\",\"input\":1,\"output\":1},"
                                + "{\"model\":\"M:latest\",\"input\":1,\"output\":1}")))
                .isEqualTo("prices[1].model");
        assertThat(router.send("PUT", PRICES, "{\"prices\":[]}").statusCode()).isEqualTo(403);
    }

    private static String one(String prices) {
        return "{\"prices\":[" + prices + "]}";
    }

    private static String refused(RouterClient admin, String body) {
        HttpResponse<String> answer = admin.send("PUT", PRICES, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return new JsonObject(answer.body()).getString("field");
    }

    /** As they came, numbers and all. */
    private static String prices(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"currency\":\"EUR\",\"prices\":");
        return answer.body()
                .substring(
                        "{\"currency\":\"EUR\",\"prices\":".length(),
                        answer.body().length() - 1);
    }
}
