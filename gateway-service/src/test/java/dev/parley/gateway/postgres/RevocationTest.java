package dev.parley.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replica knows of keys while another changes them, and while the database comes and goes. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class RevocationTest extends GuardedGateway {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Inject
    Database database;

    @Inject
    Vertx vertx;

    @Inject
    GatewayConfig config;

    @Inject
    Clock clock;

    EmbeddedPostgresServer postgres;

    @Inject
    Flyway flyway;

    @Inject
    AgroalDataSource connections;

    private KnownKeys replica;
    private KeyChanges changes;

    @BeforeEach
    void startAnotherReplica() {
        Behind.router().on("GET /api/tags", 200, JSON, "{\"models\":[]}");
        replica = new KnownKeys(
                new PostgresKeys(database),
                new KnownKeys.Bounds(100, config.identity().grace()),
                clock);
        changes = new KeyChanges(database, replica, new Visits(replica, clock), vertx, config);
        changes.start(new StartupEvent());
        String probe = id(key("local", "inference"));
        await().until(() -> {
            find(probe);
            return replica.known(probe).isPresent();
        });
    }

    @AfterEach
    void stopIt() {
        changes.stop(new ShutdownEvent());
        postgres.start();
        await().until(() -> get("/api/keys", bearer(BOOTSTRAP)).statusCode() == 200);
    }

    private void find(String id) {
        replica.find(id).subscribe().asCompletionStage().join();
    }

    @Test
    void a_key_that_is_taken_back_on_one_replica_is_revoked_on_the_other_within_two_seconds() {
        String key = key("local", "inference");
        find(id(key));
        assertThat(replica.known(id(key))).get().matches(known -> !known.isRevoked());

        takeBack(id(key));

        await().atMost(TWO_SECONDS)
                .until(() -> replica.known(id(key)).filter(KeptKey::isRevoked).isPresent());
        HttpResponse<String> answer = get("/api/tags", bearer(key));
        assertThat(code(answer)).isEqualTo("key-revoked");
    }

    @Test
    void without_the_database_known_keys_are_served_and_unknown_ones_cannot_be_judged() {
        String known = key("local", "inference");
        String unknown = "pk_aaaaaaaaaaaa_" + "A".repeat(43);
        assertThat(get("/api/tags", bearer(known)).statusCode()).isEqualTo(200);

        postgres.stop();

        HttpResponse<String> stranger = get("/api/tags", fromNewAddress(bearer(unknown)));
        HttpResponse<String> change = post(
                "/api/keys",
                "{\"name\":\"x\",\"scopes\":[\"inference\"]}",
                "Authorization",
                "Bearer " + BOOTSTRAP,
                "Content-Type",
                JSON);
        assertThat(get("/api/tags", bearer(known)).statusCode()).isEqualTo(200);
        assertThat(get("/api/tags", bearer(BOOTSTRAP)).statusCode()).isEqualTo(200);
        assertThat(stranger.statusCode()).isEqualTo(503);
        assertThat(code(stranger)).isEqualTo("identity-unavailable");
        assertThat(change.statusCode()).isEqualTo(503);
        assertThat(code(change)).isEqualTo("store-unavailable");
    }

    @Test
    void a_replica_begins_without_the_database_and_finds_its_tables_when_it_is_there() {
        Schema schema = new Schema(flyway, connections, vertx, config);
        postgres.stop();

        schema.begin(new StartupEvent());

        assertThat(schema.isThere()).isFalse();
        postgres.start();
        await().atMost(Duration.ofSeconds(15)).until(schema::isThere);
    }

    @Test
    void what_is_taken_back_after_an_outage_is_learnt_though_the_connection_that_listened_is_gone() {
        String key = key("local", "inference");
        find(id(key));
        postgres.restart();
        await().until(() -> send("DELETE", "/api/keys/" + id(key), BodyPublishers.noBody(), bearer(BOOTSTRAP))
                        .statusCode()
                == 204);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> replica.known(id(key)).filter(KeptKey::isRevoked).isPresent());
    }
}
