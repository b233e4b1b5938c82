package dev.parley.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5:8000",
                "http://10.0.0.5:8000/",
                "HTTP://10.0.0.5:8000/v1",
                "http://10.0.0.5:8000/v1/"
            })
    void an_address_is_taken_without_what_clients_write_behind_it(String written) {
        assertThat(NodeAddress.parse(written)).contains(URI.create("http://10.0.0.5:8000"));
    }

    @Test
    void a_node_may_be_reached_by_tls_but_no_tunnel() {
        assertThat(NodeAddress.parse("https://gpu.internal/v1")).contains(URI.create("https://gpu.internal:443"));
        assertThat(NodeAddress.withPath("https://gpu.internal/node")).isEmpty();
    }

    @Test
    void a_name_is_folded_and_a_port_is_said() {
        assertThat(NodeAddress.parse("http://Rack-4.Internal")).contains(URI.create("http://rack-4.internal:80"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://10.0.0.5",
                "10.0.0.5:8000",
                "http://",
                "http://me:secret@10.0.0.5",
                "http://10.0.0.5/api",
                "http://10.0.0.5/v1/../x",
                "http://10.0.0.5/?a=b",
                "http://10.0.0.5/#a",
                "http://10.0.0.5:0",
                "http://10.0.0.5:70000",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://a b/",
                "file:///etc/passwd"
            })
    void anything_else_is_none(String written) {
        assertThat(NodeAddress.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "http://localhost:1",
                "http://x.localhost:1",
                "http://0.0.0.0:1",
                "http://169.254.169.254:80",
                "http://224.0.0.1:1",
                "http://[::1]:1",
                "http://[::]:1",
                "http://[0:0:0:0:0:0:0:1]:1",
                "http://[0000:0000:0000:0000:0000:0000:0000:0001]:1",
                "http://[::ffff:127.0.0.1]:1",
                "http://[fe80::1]:1",
                "http://[ff02::1]:1"
            })
    void what_is_this_machines_or_this_links_is_told(String url) {
        assertThat(NodeAddress.isLocal(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5:1",
                "http://192.168.1.2:1",
                "http://rack-4:1",
                "http://[fd00::5]:1",
                "http://[2001:db8::1]:1"
            })
    void other_addresses_are_not(String url) {
        assertThat(NodeAddress.isLocal(URI.create(url))).isFalse();
    }

    @Test
    void a_tunnels_path_stays() {
        assertThat(NodeAddress.withPath("http://10.0.0.5:8090/tunnels/gpu-1"))
                .contains(URI.create("http://10.0.0.5:8090/tunnels/gpu-1"));
        assertThat(NodeAddress.withPath("http://10.0.0.5:8090/../x")).isEmpty();
        assertThat(NodeAddress.withPath("http://10.0.0.5:8090/a?b")).isEmpty();
    }
}
