package dev.parley.orchestrator.fake;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every test of the running service works with. Its one boot, its stores and its neighbours are shared. */
public abstract class Neighbourhood {

    private static final List<String> TENANTS = List.of("local", "other", "pages", "mistakes", "stranger");

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
        Awaitility.await().ignoreExceptions().until(() -> {
            router.hangUp();
            return TENANTS.stream().map(client::of).noneMatch(Neighbourhood::stopsSomething);
        });
    }

    private static boolean stopsSomething(Client tenant) {
        List<String> active =
                tenant.get("/api/conversations?status=active&limit=100").json().getJsonArray("conversations").stream()
                        .map(conversation -> ((JsonObject) conversation).getString("id"))
                        .toList();
        active.forEach(id -> tenant.post("/api/conversations/" + id + "/stop", null));
        return !active.isEmpty();
    }
}
