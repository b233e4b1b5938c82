package dev.parley.router.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.cache.CacheRule.Verdict;
import dev.parley.router.relay.Endpoint;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheRuleTest {

    private static final CacheTerms TERMS =
            new CacheTerms(true, 200, 1_000, 1_000, 10, Duration.ofMinutes(1), Set.of("x-added"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "EMBED | {'input':'a'} | - | APPLIES",
                "EMBEDDINGS | {'prompt':'a'} | - | APPLIES",
                "CHAT | {'messages':[{}]} | - | BYPASS",
                "CHAT | {'messages':[{}]} | X-Parley-Cache=use | APPLIES",
                "CHAT | {'messages':[{}],'options':{'temperature':0}} | - | APPLIES",
                "CHAT | {'messages':[{}],'temperature':0} | - | BYPASS",
                "CHAT | {'messages':[{}],'options':{'temperature':0}} | X-Parley-Cache=no | BYPASS",
                "EMBED | {'input':'a'} | X-Parley-Cache=no | BYPASS",
                "CHAT | {'messages':[{}]} | X-Parley-Cache=Use | INVALID",
                "OPENAI_CHAT | {'messages':[{}],'temperature':0} | - | APPLIES",
                "OPENAI_CHAT | {'messages':[{}],'options':{'temperature':0}} | - | BYPASS",
                "GENERATE | {'prompt':'a','options':{'seed':1}} | - | APPLIES",
                "GENERATE | {'prompt':'a','options':{'seed':1}} | X-Parley-Conversation=c | BYPASS",
                "GENERATE | {'prompt':'a','options':{'seed':1}} | X-Parley-Node=alpha | BYPASS",
                "GENERATE | {'prompt':'a','options':{'seed':1}} | X-Parley-Route=1 | BYPASS",
                "GENERATE | {'prompt':'a','options':{'seed':1}} | X-Added=1 | BYPASS",
                "GENERATE | {'options':{'seed':1}} | X-Parley-Cache=use | BYPASS",
                "GENERATE | {'prompt':'a','keep_alive':0} | X-Parley-Cache=use | BYPASS",
                "GENERATE | {'prompt':'a','keep_alive':'0s'} | X-Parley-Cache=use | BYPASS",
                "GENERATE | {'prompt':'a','keep_alive':-1} | X-Parley-Cache=use | BYPASS",
                "GENERATE | {'prompt':'a','keep_alive':'5m'} | X-Parley-Cache=use | APPLIES",
                "SHOW | {'model':'m'} | X-Parley-Cache=use | UNCONCERNED"
            })
    void what_may_be_answered_as_before(Endpoint endpoint, String body, String header, Verdict verdict)
            throws Exception {
        assertThat(new CacheRule(TERMS).of(endpoint, headers(header), look(body)))
                .isEqualTo(verdict);
    }

    @Test
    void what_is_too_large_to_be_compared_is_asked() throws Exception {
        RequestLook look = look("{'input':'" + "a".repeat(200) + "'}");

        assertThat(new CacheRule(TERMS).of(Endpoint.EMBED, headers(null), look)).isEqualTo(Verdict.BYPASS);
    }

    @Test
    void switched_off_nothing_is() throws Exception {
        CacheTerms off = new CacheTerms(false, 200, 1_000, 1_000, 10, Duration.ofMinutes(1), Set.of());

        assertThat(new CacheRule(off).of(Endpoint.EMBED, headers("X-Parley-Cache=use"), look("{'input':'a'}")))
                .isEqualTo(Verdict.BYPASS);
    }

    private static RequestLook look(String body) throws Exception {
        return RequestLook.at(Buffer.buffer(body.replace('\'', '"')));
    }

    private static MultiMap headers(String header) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        return header == null ? headers : headers.add(header.split("=")[0], header.split("=")[1]);
    }
}
