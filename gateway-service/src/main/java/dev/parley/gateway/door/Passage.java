package dev.parley.gateway.door;

import dev.parley.gateway.tunnel.Asker;
import dev.parley.gateway.tunnel.NodeFailure;
import dev.parley.gateway.tunnel.Question;
import dev.parley.gateway.tunnel.RequestHead;
import dev.parley.gateway.tunnel.Tunnel;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request of a router on its way through a tunnel and back. Of the request one part at a time is read, of the answer as
 * much is held as the agent has credit for. Lives on the request's loop; the tunnel has another one.
 */
final class Passage implements Asker {

    private static final Logger LOG = Logger.getLogger(Passage.class);

    private static final List<String> ASKED = List.of("content-type", "accept");
    private static final List<String> ANSWERED = List.of("content-type", "retry-after");

    /** What a node says is data: nothing that ends a header and begins another. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,200}");

    private static final int LONGEST_WORDS = 500;
    private static final String SOON = "1";

    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private @Nullable Question question;
    private boolean over;

    private Passage(Context context, HttpServerRequest request) {
        this.context = context;
        this.request = request;
        this.response = request.response();
    }

    static void begin(RoutingContext routing, Tunnel tunnel) {
        Passage passage = new Passage(routing.vertx().getOrCreateContext(), routing.request());
        passage.begin(tunnel, path(routing));
    }

    /** As the node is asked: what tells tunnels apart is taken off. */
    private static String path(RoutingContext routing) {
        String uri = routing.request().uri();
        String prefix = "/tunnels/" + routing.pathParam("id");
        return uri.startsWith(prefix) ? uri.substring(prefix.length()) : "/";
    }

    private void begin(Tunnel tunnel, String path) {
        request.pause();
        Map<String, String> headers = new HashMap<>();
        ASKED.forEach(name -> {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        });
        Question asked = tunnel.ask(new RequestHead(request.method().name(), path, headers), this);
        question = asked;
        request.handler(asked::body);
        request.endHandler(end -> asked.end());
        request.exceptionHandler(broken -> left());
        response.exceptionHandler(broken -> left());
        response.closeHandler(closed -> left());
    }

    /** Whoever asked is gone, or has all of it. */
    private void left() {
        if (!over) {
            over = true;
            if (question != null) {
                question.cancel();
            }
        }
    }

    @Override
    public void more() {
        context.runOnContext(now -> request.fetch(1));
    }

    @Override
    public void head(int status, Map<String, String> headers) {
        context.runOnContext(now -> {
            if (!over) {
                response.setStatusCode(status).setChunked(true);
                ANSWERED.forEach(name -> {
                    String value = headers.get(name);
                    if (value != null && VALUE.matcher(value).matches()) {
                        response.putHeader(name, value);
                    }
                });
                response.write(Buffer.buffer());
            }
        });
    }

    @Override
    public void body(Buffer bytes) {
        context.runOnContext(now -> {
            if (over) {
                left(bytes.length());
            } else {
                response.write(bytes).onComplete(written -> left(bytes.length()));
            }
        });
    }

    private void left(int bytes) {
        if (question != null) {
            question.left(bytes);
        }
    }

    @Override
    public void end() {
        context.runOnContext(now -> {
            if (!over) {
                over = true;
                response.end();
            }
        });
    }

    @Override
    public void failed(NodeFailure why, String words) {
        context.runOnContext(now -> {
            if (!over) {
                over = true;
                LOG.debugf("a tunnelled node failed reason=%s begun=%s", why, response.headWritten());
                fail(why, words);
            }
        });
    }

    /** As a node on the network would look: an answer that has begun breaks off, and so does a line that is gone. */
    private void fail(NodeFailure why, String words) {
        if (response.headWritten() || why == NodeFailure.LOST || why == NodeFailure.BROKE) {
            request.connection().close();
            return;
        }
        if (status(why) == 503) {
            response.putHeader("Retry-After", SOON);
        }
        String said = words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
        response.setStatusCode(status(why))
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(new JsonObject().put("error", said).encode());
    }

    private static int status(NodeFailure why) {
        return switch (why) {
            case TIMEOUT -> 504;
            case DRAINING, BUSY -> 503;
            case PATH_NOT_ALLOWED -> 501;
            case BODY_TOO_LARGE -> 413;
            case UNREACHABLE, BROKE, LOST -> 502;
        };
    }
}
