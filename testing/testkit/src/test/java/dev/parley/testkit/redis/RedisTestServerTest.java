package dev.parley.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class RedisTestServerTest {

    @Test
    void a_real_redis_answers() throws IOException {
        try (RedisTestServer server = RedisTestServer.started()) {

            String answer = RawRedis.ask(server.port(), "PING");

            assertThat(answer).isEqualTo("+PONG");
            assertThat(RawRedis.info(server.port(), "redis_version")).startsWith("7.");
        }
    }

    @Test
    void a_restart_keeps_the_port_and_forgets_the_keys() throws IOException {
        try (RedisTestServer server = RedisTestServer.started()) {
            int port = server.port();
            RawRedis.ask(port, "SET idea parks");

            server.restart();

            assertThat(server.port()).isEqualTo(port);
            assertThat(RawRedis.ask(port, "GET idea")).isEqualTo("$-1");
        }
    }

    @Test
    void a_stopped_server_refuses_connections_and_leaves_no_process() throws IOException {
        RedisTestServer server = RedisTestServer.started();
        long pid = Long.parseLong(RawRedis.info(server.port(), "process_id"));

        server.close();

        assertThatThrownBy(() -> RawRedis.ask(server.port(), "PING")).isInstanceOf(ConnectException.class);
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void starting_and_stopping_twice_changes_nothing() throws IOException {
        try (RedisTestServer server = RedisTestServer.started()) {
            server.start();

            String answer = RawRedis.ask(server.port(), "PING");

            server.stop();
            server.stop();
            assertThat(answer).isEqualTo("+PONG");
        }
    }

    @Test
    void two_servers_stand_side_by_side() throws IOException {
        try (RedisTestServer one = RedisTestServer.started();
                RedisTestServer other = RedisTestServer.started()) {
            RawRedis.ask(one.port(), "SET idea parks");

            String answer = RawRedis.ask(other.port(), "GET idea");

            assertThat(answer).isEqualTo("$-1");
        }
    }

    @Test
    void the_resource_names_the_server_in_the_settings_of_quarkus() throws IOException {
        RedisTestResource resource = new RedisTestResource();

        var settings = resource.start();

        int port = Integer.parseInt(settings.get("quarkus.redis.hosts").replace("redis://127.0.0.1:", ""));
        assertThat(RawRedis.ask(port, "PING")).isEqualTo("+PONG");
        resource.stop();
        assertThatThrownBy(() -> RawRedis.ask(port, "PING")).isInstanceOf(ConnectException.class);
    }
}
