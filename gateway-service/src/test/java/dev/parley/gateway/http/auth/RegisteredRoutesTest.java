package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.permission.Access;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of access and what is really registered, held against each other. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class RegisteredRoutesTest extends GuardedGateway {

    /** Prefixes under which bodies are read before a resource is looked for; and the root of the framework's own pages. */
    private static final Set<String> SERVING_NOTHING =
            Set.of("/api/conversations", "/api/models", "/api/nodes", "/api/keys", "/api/session", "/q/");

    @Inject
    Router router;

    @Test
    void every_route_has_its_row() {
        Set<String> without = new TreeSet<>();
        List<Route> routes = router.getRoutes().stream()
                .filter(route -> route.getPath() != null)
                .filter(route -> route.isExactPath() || !SERVING_NOTHING.contains(route.getPath()))
                .toList();

        for (Route route : routes) {
            String path = example(route.getPath());
            if (Access.at(path).isEmpty()) {
                without.add(route.getPath());
            }
            Set<HttpMethod> methods = route.methods() == null ? Set.of() : route.methods();
            methods.stream()
                    .filter(method -> Access.of(method.name(), path).isEmpty())
                    .forEach(method -> without.add(method + " " + route.getPath()));
        }

        assertThat(routes).hasSizeGreaterThan(15);
        assertThat(without).isEmpty();
    }

    @Test
    void every_method_of_a_resource_has_its_row() {
        List<Class<?>> resources = resources();
        Set<String> without = new TreeSet<>();

        for (Class<?> resource : resources) {
            endpoints(resource)
                    .filter(endpoint -> Access.of(endpoint.method(), example(endpoint.path()))
                            .isEmpty())
                    .forEach(endpoint -> without.add(endpoint.toString()));
        }

        assertThat(resources).hasSizeGreaterThanOrEqualTo(4);
        assertThat(without).isEmpty();
    }

    private record Endpoint(String method, String path) {}

    private static List<Class<?>> resources() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .toList();
    }

    private static Stream<Endpoint> endpoints(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Stream.of(resource.getDeclaredMethods())
                .flatMap(method -> methods(method).map(name -> new Endpoint(name, root + below(method))));
    }

    private static String below(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }

    private static Stream<String> methods(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(jakarta.ws.rs.HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(jakarta.ws.rs.HttpMethod::value);
    }

    /** A path that such a route would take. */
    private static String example(String path) {
        return Stream.of(path.split("/", -1))
                .map(segment -> segment.matches(":.*|[{].*[}]|[*]") ? "example" : segment)
                .collect(Collectors.joining("/"));
    }
}
