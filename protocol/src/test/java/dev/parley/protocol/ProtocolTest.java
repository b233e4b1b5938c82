package dev.parley.protocol;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.architecture.ProtocolRules;
import dev.parley.testkit.docs.ErrorsPage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    @Test
    void only_data_enters_the_protocol() {
        ProtocolRules.verify("dev.parley.protocol");
    }

    @Test
    void the_catalogue_of_errors_is_the_one_readers_see() {
        ErrorsPage.assertComplete(Stream.of(ProblemCode.values())
                .map(code -> new ErrorsPage.Row(code.wireName(), code.status(), code.title(), code.retryable()))
                .toList());
    }
}
