package dev.parley.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.process.ProcessRecord;
import dev.parley.localstack.process.ProcessTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackMemoryTest {

    @TempDir
    private Path temporary;

    private StackFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = StackFolder.at(temporary);
    }

    @Test
    void everything_is_remembered_by_the_next_run() {
        StackMemory first = memory();
        int port = first.port("router");
        first.keepPort("gateway", 8081);
        first.fixGatewayPort();
        first.wantKeys(true);
        first.choose(new NodeChoice.Wished(List.of("http://a:1", "http://b:2"), 1));
        first.started("router", new ProcessRecord(42, 1_000), "print");

        StackMemory next = memory();

        assertThat(next.port("router")).isEqualTo(port);
        assertThat(next.port("gateway")).isEqualTo(8081);
        assertThat(next.gatewayPortIsFixed()).isTrue();
        assertThat(next.wantsKeys()).isTrue();
        assertThat(next.nodes()).contains(new NodeChoice.Wished(List.of("http://a:1", "http://b:2"), 1));
        assertThat(next.record("router")).contains(new ProcessRecord(42, 1_000));
        assertThat(next.fingerprint("router")).contains("print");
    }

    @Test
    void a_choice_that_an_earlier_version_kept_is_read() throws IOException {
        Files.writeString(
                folder.state(), "{\"nodes\":{\"kind\":\"named\",\"urls\":[\"http://a:1\"]},\"ports\":{},\"parts\":{}}");

        assertThat(memory().nodes()).contains(new NodeChoice.Wished(List.of("http://a:1"), 0));
    }

    @Test
    void a_stack_runs_while_any_of_its_processes_lives() {
        StackMemory memory = memory();
        memory.started("router", new ProcessRecord(42, 1_000), "print");
        assertThat(memory.runs()).isFalse();

        memory.started(
                "redis", ProcessTable.remember(ProcessHandle.current().pid()).orElseThrow(), "print");

        assertThat(memory.runs()).isTrue();
    }

    @Test
    void a_stopped_part_is_forgotten_and_its_port_is_not() {
        StackMemory memory = memory();
        int port = memory.port("router");
        memory.started("router", new ProcessRecord(42, 1_000), "print");

        memory.stopped("router");

        assertThat(memory().started()).isEmpty();
        assertThat(memory().port("router")).isEqualTo(port);
    }

    @Test
    void parts_never_share_a_port() {
        StackMemory memory = memory();
        Set<Integer> ports = new HashSet<>();
        for (int part = 0; part < 30; part++) {
            ports.add(memory.port("part-" + part));
        }

        assertThat(ports).hasSize(30).allMatch(port -> port >= PortChoice.LOWEST && port <= PortChoice.HIGHEST);
    }

    @Test
    void a_port_that_somebody_listens_on_is_not_chosen() throws IOException {
        int first = new PortChoice(new Random(7)).next(Set.of());
        try (ServerSocket somebody = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            int second = new PortChoice(new Random(7)).next(Set.of());

            assertThat(PortChoice.isFree(somebody.getLocalPort())).isFalse();
            assertThat(second).isNotEqualTo(first);
        }
        assertThat(PortChoice.isFree(first)).isTrue();
    }

    @Test
    void secrets_stay_and_only_their_owner_reads_them() throws IOException {
        Secrets first = Secrets.of(folder);
        Secrets again = Secrets.of(folder);

        assertThat(again).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.secrets())))
                .isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain(first.database()).doesNotContain(first.edge("gateway", "router"));
    }

    @Test
    void the_admin_key_is_made_once_and_only_its_owner_reads_it() throws IOException {
        assertThat(AdminKey.of(folder)).isEmpty();

        AdminKey key = AdminKey.make(folder);

        assertThat(AdminKey.of(folder)).contains(key);
        assertThat(key.text()).matches("pk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
        assertThat(key.toString()).doesNotContain(key.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.adminKey())))
                .isEqualTo("rw-------");
    }

    @Test
    void no_two_secrets_are_alike() throws IOException {
        Secrets one = Secrets.of(folder);
        Secrets other = Secrets.of(StackFolder.at(temporary.resolve("other")));

        Set<String> all = new HashSet<>(one.edges().values());
        all.addAll(other.edges().values());
        all.add(one.database());
        all.add(other.database());
        assertThat(all).hasSize(16).allMatch(secret -> secret.length() == 64);
    }

    private StackMemory memory() {
        return StackMemory.of(folder, new PortChoice(new Random()));
    }
}
