package dev.parley.router.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.39.0.0/24, 10.39.0.101, true",
        "10.39.0.0/24, 10.39.1.1, false",
        "10.39.0.77/24, 10.39.0.1, true",
        "192.168.1.5/32, 192.168.1.5, true",
        "192.168.1.5/32, 192.168.1.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "128.0.0.0/1, 255.255.255.255, true",
    })
    void an_address_is_in_a_range(String range, String address, boolean inside) {
        int bits = AddressRange.address(address).orElseThrow();

        assertThat(AddressRange.parse(range).contains(bits)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "0x0a.0.0.1",
                "167772161",
                "::1",
                "10.0.0.1.",
                " 10.0.0.1",
                "10.0.0.1\n",
                ""
            })
    void only_plain_literals_are_addresses(String text) {
        assertThat(AddressRange.address(text)).isEmpty();
    }

    @Test
    void what_is_no_range_is_refused_at_start() {
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0")).hasMessageContaining("expected");
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0/33")).hasMessageContaining("0..32");
    }
}
