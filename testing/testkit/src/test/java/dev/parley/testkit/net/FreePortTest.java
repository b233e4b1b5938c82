package dev.parley.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void ports_are_different_and_can_be_listened_on() throws IOException {
        List<Integer> ports = FreePort.next(20);

        assertThat(ports).doesNotHaveDuplicates().hasSize(20).allMatch(port -> port >= 20_000 && port < 32_000);
        for (int port : ports) {
            try (ServerSocket listener = new ServerSocket(port)) {
                assertThat(listener.getLocalPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void a_port_is_given_once_although_nobody_listens_yet() {
        List<Integer> earlier = FreePort.next(500);

        List<Integer> later = FreePort.next(500);

        assertThat(later).doesNotContainAnyElementsOf(earlier);
    }
}
