package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerHeaderTest {

    @Test
    void a_caller_travels_as_one_line_of_json() {
        Caller caller = Caller.of("local", "anonymous", Set.of(Scope.MODELS_WRITE));

        assertThat(CallerHeader.of(caller))
                .isEqualTo("{\"tenant\":\"local\",\"key\":\"anonymous\",\"scopes\":[\"models:write\"]}");
    }
}
