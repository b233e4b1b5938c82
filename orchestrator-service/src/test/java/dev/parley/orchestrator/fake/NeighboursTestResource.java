package dev.parley.orchestrator.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the orchestrator a router and a registry to talk to. */
public final class NeighboursTestResource implements QuarkusTestResourceLifecycleManager {

    private FakeRouter router;
    private FakeRegistry registry;

    @Override
    public Map<String, String> start() {
        router = new FakeRouter();
        registry = new FakeRegistry();
        return Map.of("orchestrator.router.url", router.url(), "orchestrator.ideas.url", registry.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, new TestInjector.MatchesType(FakeRouter.class));
        injector.injectIntoFields(registry, new TestInjector.MatchesType(FakeRegistry.class));
    }

    @Override
    public void stop() {
        router.close();
        registry.close();
    }
}
