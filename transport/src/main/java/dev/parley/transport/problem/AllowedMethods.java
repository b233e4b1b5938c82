package dev.parley.transport.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/**
 * Which methods a resource takes. RFC 9110 wants them in the {@code Allow} header of an answer 405, and the framework, which
 * knows them, sends none.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    /** Those of the path that is being asked for, in the order of the alphabet; none outside of a request. */
    static List<String> here() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request == null) {
            return List.of();
        }
        TreeSet<String> methods = new TreeSet<>();
        matches(request).flatMap(AllowedMethods::methods).forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return List.copyOf(methods);
    }

    /** Of every class whose path begins this one: several may share it. */
    private static Stream<RequestMatch<InitialMatch>> matches(ResteasyReactiveRequestContext request) {
        String path = request.getPathWithoutPrefix();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        return Stream.iterate(classes.map(path), Objects::nonNull, match -> classes.continueMatching(path, match));
    }

    private static Stream<String> methods(RequestMatch<InitialMatch> match) {
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        return Arrays.stream(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(ClassRoutingHandler.class::cast)
                .flatMap(methods -> methods.getMappers().entrySet().stream())
                .filter(method -> method.getKey() != null && method.getValue().map(remaining) != null)
                .map(Map.Entry::getKey);
    }
}
