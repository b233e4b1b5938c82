package dev.parley.router.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeKey;
import dev.parley.router.placement.Placement;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.Answer;
import dev.parley.router.registry.RegistryAway;
import dev.parley.router.registry.Tunnel;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two routers on one PostgreSQL. */
class PostgresNodesTest {

    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final String SOMEBODY = "abcdefabcdef";

    private static final Vertx VERTX = Vertx.vertx();
    private static final EmbeddedPostgresServer POSTGRES = new EmbeddedPostgresServer();

    private RouterOnPostgres one;
    private RouterOnPostgres other;

    @BeforeAll
    static void a_database_starts() {
        POSTGRES.start();
    }

    @AfterAll
    static void everything_ends() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        POSTGRES.close();
    }

    @BeforeEach
    void two_routers_start() throws SQLException {
        one = new RouterOnPostgres(VERTX, POSTGRES);
        await().until(one::isCurrent);
        sql("truncate router.node, router.mark, router.tunnel");
        other = new RouterOnPostgres(VERTX, POSTGRES);
        await().until(other::isCurrent);
    }

    @AfterEach
    void they_end() {
        one.close();
        other.close();
        POSTGRES.start();
    }

    @Test
    void a_node_that_is_added_at_one_router_is_there_at_the_other() {
        Answer answer = done(one.store.add(node("rack-4", 4), SOMEBODY));

        assertThat(answer).isEqualTo(Answer.DONE);
        await().atMost(PROMISED).until(() -> other.knows("rack-4"));
        assertThat(other.nodes.find(new NodeId("rack-4")).orElseThrow().node().origin())
                .isEqualTo(NodeOrigin.ADMIN);
    }

    @Test
    void a_change_of_a_node_reaches_the_other_router() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));
        await().atMost(PROMISED).until(() -> other.knows("rack-4"));

        done(one.store.change(node("rack-4", 9), SOMEBODY));

        await().atMost(PROMISED)
                .until(() -> other.nodes
                                .find(new NodeId("rack-4"))
                                .orElseThrow()
                                .node()
                                .maxConcurrent()
                        == 9);
    }

    @Test
    void a_nodes_key_is_known_to_all_routers_and_told_to_nobody() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));
        await().atMost(PROMISED).until(() -> other.knows("rack-4"));

        Node known = other.nodes.find(new NodeId("rack-4")).orElseThrow().node();

        assertThat(known.key()).contains(new NodeKey("secret-of-rack-4"));
        assertThat(known.toString()).contains("rack-4").doesNotContain("secret-of");
    }

    @Test
    void a_changed_wish_is_heard_of_by_the_other_router() {
        int before = other.heard.get();

        done(one.placements.replace(
                List.of(new Placement(ModelName.parse("llama3.2").orElseThrow(), "llama3.2", 1, 0)), SOMEBODY));

        await().atMost(PROMISED).until(() -> other.heard.get() > before);
    }

    @Test
    void a_node_that_is_removed_leaves_both() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));
        await().until(() -> one.knows("rack-4") && other.knows("rack-4"));

        done(other.store.remove(new NodeId("rack-4")));

        await().atMost(PROMISED).until(() -> !one.knows("rack-4") && !other.knows("rack-4"));
    }

    @Test
    void a_configured_node_that_is_drained_gets_nothing_from_either_router() {
        done(one.store.drain(RouterOnPostgres.CONFIGURED, true, SOMEBODY));

        await().atMost(PROMISED)
                .until(() ->
                        one.isDrained(RouterOnPostgres.CONFIGURED) && other.isDrained(RouterOnPostgres.CONFIGURED));
    }

    @Test
    void a_drain_survives_the_routers() {
        done(one.store.drain(RouterOnPostgres.CONFIGURED, true, SOMEBODY));

        try (RouterOnPostgres later = new RouterOnPostgres(VERTX, POSTGRES)) {
            await().until(later::isCurrent);

            assertThat(later.isDrained(RouterOnPostgres.CONFIGURED)).isTrue();
        }
    }

    @Test
    void a_resumed_node_is_let_in_again_by_both() {
        done(one.store.drain(RouterOnPostgres.CONFIGURED, true, SOMEBODY));
        await().until(() -> other.isDrained(RouterOnPostgres.CONFIGURED));

        done(other.store.drain(RouterOnPostgres.CONFIGURED, false, SOMEBODY));

        await().atMost(PROMISED)
                .until(() ->
                        !one.isDrained(RouterOnPostgres.CONFIGURED) && !other.isDrained(RouterOnPostgres.CONFIGURED));
        assertThat(count("router.mark")).isZero();
    }

    @Test
    void a_change_that_nobody_was_told_of_is_found_in_time() throws SQLException {
        sql("insert into router.mark (name, drained, changed_by) values ('configured', true, 'sql')");

        await().atMost(PROMISED).until(() -> other.isDrained(RouterOnPostgres.CONFIGURED));
    }

    @Test
    void names_and_addresses_are_given_once() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));

        Answer name = done(other.store.add(node("rack-4", "http://elsewhere.test:1", 4), SOMEBODY));
        Answer address = done(other.store.add(node("rack-5", "http://rack-4.test:11434", 4), SOMEBODY));

        assertThat(name).isEqualTo(Answer.TAKEN);
        assertThat(address).isEqualTo(Answer.TAKEN);
    }

    @Test
    void an_address_that_another_node_has_is_not_given_by_a_change_either() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));
        done(one.store.add(node("rack-5", 4), SOMEBODY));

        Answer answer = done(one.store.change(node("rack-5", "http://rack-4.test:11434", 4), SOMEBODY));

        assertThat(answer).isEqualTo(Answer.TAKEN);
    }

    @Test
    void there_are_no_more_nodes_than_there_may_be() {
        for (int i = 1; i <= 3; i++) {
            done(one.store.add(node("rack-" + i, 4), SOMEBODY));
        }

        assertThat(done(one.store.add(node("rack-4", 4), SOMEBODY))).isEqualTo(Answer.FULL);
    }

    @Test
    void a_tunnel_is_there_for_as_long_as_it_is_said_again() {
        Tunnel tunnel = tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu");
        done(one.store.register(tunnel, LIFE));
        await().atMost(PROMISED).until(() -> other.knows("gpu"));

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    done(one.store.register(tunnel, LIFE));
                    return other.knows("gpu");
                });

        await().atMost(LIFE.plus(PROMISED)).until(() -> !one.knows("gpu") && !other.knows("gpu"));
    }

    @Test
    void a_tunnel_moves_with_its_agent_and_is_not_ended_by_the_replica_it_left() {
        done(one.store.register(tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu"), Duration.ofSeconds(30)));
        done(one.store.register(tunnel("acme", "http://gateway-2.test:8090/tunnels/gpu"), Duration.ofSeconds(30)));

        Answer late = done(one.store.deregister(
                new Tunnel.Gone(new NodeId("gpu"), "acme", URI.create("http://gateway-1.test:8090/tunnels/gpu"))));

        assertThat(late).isEqualTo(Answer.ABSENT);
        await().atMost(PROMISED)
                .until(() -> other.nodes
                        .find(new NodeId("gpu"))
                        .filter(view -> view.node().url().getHost().equals("gateway-2.test"))
                        .isPresent());
    }

    @Test
    void a_replica_does_not_take_back_what_moved_on() {
        Duration life = Duration.ofSeconds(30);
        Tunnel before = tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu");
        Tunnel after = tunnel("acme", "http://gateway-2.test:8090/tunnels/gpu");
        done(one.store.register(before, life));
        Answer stillThere = done(one.store.renew(before, life));
        done(one.store.register(after, life));

        Answer late = done(one.store.renew(before, life));

        assertThat(stillThere).isEqualTo(Answer.DONE);
        assertThat(late).isEqualTo(Answer.TAKEN);
        assertThat(done(one.store.renew(after, life))).isEqualTo(Answer.DONE);
    }

    @Test
    void another_tenants_tunnel_of_the_same_name_is_refused() {
        done(one.store.register(tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu"), Duration.ofSeconds(30)));

        Answer answer = done(other.store.register(
                tunnel("umbrella", "http://gateway-2.test:8090/tunnels/gpu"), Duration.ofSeconds(30)));

        assertThat(answer).isEqualTo(Answer.TAKEN);
    }

    @Test
    void what_an_operator_shares_serves_everybody() {
        done(one.store.register(tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu"), Duration.ofSeconds(30)));
        await().until(() -> other.knows("gpu"));
        NodeId gpu = new NodeId("gpu");
        boolean before = other.nodes.find(gpu).orElseThrow().node().reach().serves("umbrella");

        done(one.store.share(gpu, true, SOMEBODY));

        assertThat(before).isFalse();
        await().atMost(PROMISED)
                .until(() -> other.nodes.find(gpu).orElseThrow().node().reach().serves("umbrella"));
    }

    @Test
    void what_is_known_stays_while_the_database_is_away_and_what_changed_is_known_after() {
        done(one.store.add(node("rack-4", 4), SOMEBODY));
        done(one.store.drain(RouterOnPostgres.CONFIGURED, true, SOMEBODY));
        done(one.store.register(tunnel("acme", "http://gateway-1.test:8090/tunnels/gpu"), LIFE));
        await().until(() ->
                other.knows("rack-4") && other.knows("gpu") && other.isDrained(RouterOnPostgres.CONFIGURED));

        POSTGRES.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> !other.isCurrent());
        boolean keptWhileAway =
                other.knows("rack-4") && other.knows("gpu") && other.isDrained(RouterOnPostgres.CONFIGURED);
        POSTGRES.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> one.isCurrent() && other.isCurrent());
        boolean tunnelKeptAfter = other.knows("gpu");
        done(one.store.drain(RouterOnPostgres.CONFIGURED, false, SOMEBODY));

        assertThat(keptWhileAway).isTrue();
        assertThat(tunnelKeptAfter).isTrue();
        await().atMost(PROMISED).until(() -> !other.isDrained(RouterOnPostgres.CONFIGURED));
        await().atMost(LIFE.plus(PROMISED)).until(() -> !other.knows("gpu"));
    }

    @Test
    void a_router_that_starts_without_the_database_serves_and_hears_when_it_comes() {
        done(one.store.drain(RouterOnPostgres.CONFIGURED, true, SOMEBODY));
        POSTGRES.stop();

        try (RouterOnPostgres later = new RouterOnPostgres(VERTX, POSTGRES)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> later.registry.standing().tried());
            boolean serves =
                    later.nodes.find(RouterOnPostgres.CONFIGURED).orElseThrow().takesWork();
            assertThatThrownBy(() -> done(later.store.add(node("rack-4", 4), SOMEBODY)))
                    .hasRootCauseInstanceOf(Exception.class)
                    .hasMessageContaining(RegistryAway.class.getSimpleName());
            POSTGRES.start();

            assertThat(serves).isTrue();
            await().atMost(Duration.ofSeconds(10)).until(() -> later.isDrained(RouterOnPostgres.CONFIGURED));
        }
    }

    private static AddedNode node(String name, int cap) {
        return node(name, "http://" + name + ".test:11434", cap);
    }

    private static AddedNode node(String name, String url, int cap) {
        return new AddedNode(
                new NodeId(name),
                URI.create(url),
                NodeKind.OLLAMA,
                Optional.of("llama3.2"),
                List.of("coding"),
                OptionalInt.of(cap),
                OptionalInt.empty(),
                Optional.of(new NodeKey("secret-of-" + name)));
    }

    private static Tunnel tunnel(String tenant, String url) {
        return new Tunnel(new NodeId("gpu"), URI.create(url), tenant, List.of("llama3.2"), false, OptionalInt.empty());
    }

    private static long count(String table) {
        try (Connection connection =
                        DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static <T> T done(CompletionStage<T> work) {
        try {
            return work.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
