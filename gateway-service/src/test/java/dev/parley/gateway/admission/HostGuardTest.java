package dev.parley.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {

    private final HostGuard guard = new HostGuard(Set.of("workstation", "203.0.113.7", "2001:db8:0:0:0:0:0:7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.8.9.1:8080",
                "0.0.0.0:8080",
                "[::1]:8080",
                "[::1]",
                "::1",
                "192.168.1.7:8080",
                "10.0.0.1",
                "172.16.4.4",
                "[fd00::7]:8080",
                "workstation:8080",
                "Workstation",
                "203.0.113.7:8080",
                "box.local",
                "parley.internal:8080",
                "app.localhost:3000"
            })
    void names_of_this_machine_and_of_private_networks_are_allowed(String authority) {
        boolean allowed = guard.allows(authority);

        assertThat(allowed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "notlocalhost",
                "8.8.8.8",
                "172.32.0.1",
                "203.0.113.8",
                "[2001:db8::8]:8080",
                "local",
                "127.0.0.1@evil.example",
                "[::1",
                "localhost:8080.evil.example"
            })
    void foreign_names_and_public_addresses_are_refused(String authority) {
        boolean allowed = guard.allows(authority);

        assertThat(allowed).isFalse();
    }

    @Test
    void a_request_without_a_name_comes_from_no_browser() {
        boolean allowed = guard.allows(null);

        assertThat(allowed).isTrue();
    }
}
