package dev.parley.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Need;
import dev.parley.gateway.usage.Use;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TokenCountTest {

    private static final String FORTY_BYTES = "{\"prompt\":\"%s\"}".formatted("x".repeat(27));

    private final TokenCount count = new TokenCount(1_024, 5_000);

    @Test
    void an_answer_of_any_length_is_guessed_and_none_of_it_was_asked_for() throws Exception {
        assertThat(need(Kind.GENERATE, FORTY_BYTES)).isEqualTo(new Need(10 + 1_024, 0, true));
        assertThat(need(Kind.GENERATE, "{\"options\":{\"num_predict\":-1}}").asked())
                .isZero();
    }

    @Test
    void a_bounded_answer_asks_for_its_bound() throws Exception {
        assertThat(need(Kind.CHAT, "{\"options\":{\"num_predict\":50}, \"a\":1 }"))
                .isEqualTo(new Need(9 + 50, 50, true));
        assertThat(need(Kind.OPENAI_CHAT, "{\"max_tokens\":50}").asked()).isEqualTo(50);
    }

    @Test
    void a_bound_beyond_all_bounds_is_a_number_that_fits_nowhere_and_adds_up() throws Exception {
        Need need = need(Kind.CHAT, "{\"options\":{\"num_predict\":9223372036854775807}}");

        assertThat(need.asked()).isGreaterThan(1_000_000_000_000_000L);
        assertThat(need.tokens() * 1_000).isPositive();
    }

    @Test
    void embeddings_have_no_answer_and_looking_up_a_model_takes_nothing() throws Exception {
        assertThat(need(Kind.EMBED, FORTY_BYTES)).isEqualTo(new Need(10, 0, true));
        assertThat(need(Kind.SHOW, FORTY_BYTES)).isEqualTo(new Need(0, 0, true));
    }

    @Test
    void images_are_not_counted_as_if_they_were_text() throws Exception {
        String body = "{\"images\":[\"%s\"]}".formatted("A".repeat(1_000_000));

        assertThat(need(Kind.CHAT, body).tokens()).isEqualTo(5_000 + 1_024);
    }

    @Test
    void what_a_node_counted_is_taken() {
        Tally told = new Tally(10, 2_000, OptionalLong.of(26), OptionalLong.of(11));

        assertThat(count.use(Kind.CHAT, told, 400)).isEqualTo(new Use(1, 26, 11));
    }

    @Test
    void where_an_answer_broke_its_records_and_the_prompts_bytes_are_counted() {
        Tally broken = new Tally(7, 900, OptionalLong.empty(), OptionalLong.empty());

        assertThat(count.use(Kind.CHAT, broken, 400)).isEqualTo(new Use(1, 100, 7));
    }

    @Test
    void numbers_of_an_embedding_are_not_counted_as_tokens() {
        Tally embedding = new Tally(0, 40_000, OptionalLong.empty(), OptionalLong.empty());

        assertThat(count.use(Kind.EMBED, embedding, 400)).isEqualTo(new Use(1, 100, 0));
    }

    private Need need(Kind kind, String body) throws Exception {
        return count.need(kind, RequestLook.at(Buffer.buffer(body)));
    }
}
