package dev.parley.orchestrator.fake;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every test of the running service works with. Its one boot, its stores and its neighbours are shared. */
public abstract class Neighbourhood {

    protected FakeRouter router;
    protected FakeRegistry registry;

    @TestHTTPResource
    URL url;

    protected Client client;

    @BeforeEach
    void meet() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        router.reset();
        registry.reset();
        client = new Client(url.getPort());
    }

    /** No conversation of one test asks the models of the next. */
    @AfterEach
    void leave() {
        client.get("/api/conversations?status=active&limit=100").json().getJsonArray("conversations").stream()
                .map(io.vertx.core.json.JsonObject.class::cast)
                .forEach(active -> client.post("/api/conversations/" + active.getString("id") + "/stop", null));
    }
}
