package dev.parley.router.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A Lua script of this service, called by its digest on connections that have loaded it. */
final class Script {

    private final String text;
    private String digest = "";

    private Script(String text) {
        this.text = text;
    }

    /** @param file beside this class */
    static Script named(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no script " + file);
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a server know it. */
    Future<Void> load(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(text))
                .onSuccess(sha -> digest = sha.toString())
                .mapEmpty();
    }

    /** Runs it; commands on one connection run in the order in which they were sent. */
    Future<Response> run(RedisConnection connection, List<String> keys, List<String> arguments) {
        return run(connection, keys, request -> arguments.forEach(request::arg));
    }

    /** The same with arguments that are no texts. */
    Future<Response> run(RedisConnection connection, List<String> keys, Consumer<Request> arguments) {
        Request request = Request.cmd(Command.EVALSHA).arg(digest).arg(keys.size());
        keys.forEach(request::arg);
        arguments.accept(request);
        return connection.send(request);
    }
}
