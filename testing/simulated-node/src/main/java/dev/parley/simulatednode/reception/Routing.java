package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.settings.NodeSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the handler, and answers for paths and methods that have none, as gin does. */
final class Routing {

    /** The order in which Ollama registers its first route of each method, which is that of {@code Allow}. */
    private static final List<String> METHODS = List.of("HEAD", "GET", "POST", "DELETE");

    private static final String ALLOW_HEADERS = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,"
            + "Openai-Beta,X-Stainless-Arch,X-Stainless-Async,X-Stainless-Custom-Poll-Interval,"
            + "X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,"
            + "X-Stainless-Poll-Helper,X-Stainless-Retry-Count,X-Stainless-Runtime,X-Stainless-Runtime-Version,"
            + "X-Stainless-Timeout";
    private static final Pattern UNSAFE_PREFIX = Pattern.compile("[^a-zA-Z0-9/-]+");
    private static final byte[] NOTHING = {};

    private final List<Route> routes;
    private final Guards guards = new Guards();

    Routing(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    void route(Exchange exchange) {
        Request request = exchange.request();
        Optional<Route> route = find(request.method(), request.path());
        Optional<String> slashless = route.isPresent() ? Optional.empty() : slashless(request);
        if (slashless.isPresent()) {
            redirect(request, slashless.get(), exchange.reply());
            return;
        }
        List<String> allowed = route.isPresent() ? List.of() : allowed(request);
        if (!refusedByGuards(exchange, allowed)) {
            route.ifPresentOrElse(
                    found -> found.handler()
                            .handle(exchange, found.match(request.path()).orElse("")),
                    () -> missing(allowed, exchange.reply()));
        }
    }

    /** The headers that normal answers to a browser carry. */
    List<Map.Entry<String, String>> browserHeaders(Request request, NodeSettings settings) {
        boolean normal =
                !request.method().equals("OPTIONS") && slashless(request).isEmpty();
        return switch (normal ? guards.origin(request, settings) : Guards.Origin.NONE) {
            case NONE, FORBIDDEN -> List.of();
            case ALL -> List.of(Map.entry("Access-Control-Allow-Origin", "*"));
            case ALLOWED ->
                List.of(Map.entry("Access-Control-Allow-Origin", origin(request)), Map.entry("Vary", "Origin"));
        };
    }

    private static String origin(Request request) {
        String origin = request.header("Origin");
        return origin == null ? "" : origin;
    }

    private boolean refusedByGuards(Exchange exchange, List<String> allowed) {
        Guards.Origin origin = guards.origin(exchange.request(), exchange.settings());
        boolean preflight = exchange.request().method().equals("OPTIONS");
        Reply reply = exchange.reply();
        if (origin == Guards.Origin.FORBIDDEN) {
            reply.whole(Head.of(403), NOTHING);
        } else if (preflight && origin != Guards.Origin.NONE) {
            reply.whole(preflight(exchange, origin, allowed), NOTHING);
        } else if (exchange.settings().hostGuard()
                && !guards.host(exchange.request().header("Host"))) {
            reply.whole(Head.of(403), NOTHING);
        } else {
            return false;
        }
        return true;
    }

    private static Head preflight(Exchange exchange, Guards.Origin origin, List<String> allowed) {
        Head head = Head.of(204)
                .with("Access-Control-Allow-Headers", ALLOW_HEADERS)
                .with("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS")
                .with("Access-Control-Allow-Origin", origin == Guards.Origin.ALL ? "*" : origin(exchange.request()))
                .with("Access-Control-Max-Age", "43200");
        Head allow = allowed.isEmpty() ? head : head.with("Allow", String.join(", ", allowed));
        return origin == Guards.Origin.ALL
                ? allow
                : allow.with("Vary", "Origin")
                        .with("Vary", "Access-Control-Request-Method")
                        .with("Vary", "Access-Control-Request-Headers");
    }

    private static void missing(List<String> allowed, Reply reply) {
        if (allowed.isEmpty()) {
            reply.whole(Head.of(404, "text/plain"), text("404 page not found"));
        } else {
            reply.whole(
                    Head.of(405, "text/plain").with("Allow", String.join(", ", allowed)),
                    text("405 method not allowed"));
        }
    }

    private Optional<Route> find(String method, String path) {
        return routes.stream()
                .filter(route ->
                        route.method().equals(method) && route.match(path).isPresent())
                .findFirst();
    }

    private List<String> allowed(Request request) {
        List<String> allowed = new ArrayList<>();
        for (String method : METHODS) {
            if (!method.equals(request.method()) && find(method, request.path()).isPresent()) {
                allowed.add(method);
            }
        }
        return allowed;
    }

    /** The path without its last slash, when a route has it. */
    private Optional<String> slashless(Request request) {
        String path = request.path();
        return path.length() > 1 && path.endsWith("/")
                ? Optional.of(path.substring(0, path.length() - 1))
                        .filter(shorter -> find(request.method(), shorter).isPresent())
                : Optional.empty();
    }

    private static void redirect(Request request, String path, Reply reply) {
        String prefix = request.header("X-Forwarded-Prefix");
        String start = prefix == null
                ? ""
                : UNSAFE_PREFIX.matcher(prefix).replaceAll("").replaceAll("/{2,}", "/");
        String location =
                (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path + request.query();
        int status = request.method().equals("GET") ? 301 : 307;
        Head head = Head.of(status).with("Location", location);
        if (status == 301) {
            reply.whole(
                    head.with("Content-Type", "text/html; charset=utf-8"),
                    text("<a href=\"" + location + "\">Moved Permanently</a>.\n\n"));
        } else {
            reply.whole(head, NOTHING);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
