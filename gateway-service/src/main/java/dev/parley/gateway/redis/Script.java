package dev.parley.gateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Lua script of this service, called by its digest on connections that have loaded it. */
final class Script {

    private final String text;
    private String digest = "";

    private Script(String text) {
        this.text = text;
    }

    /** @param files beside this class, put one after the other */
    static Script of(String... files) {
        return new Script(Stream.of(files).map(Script::read).collect(Collectors.joining()));
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no script " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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

    /** The call of it. */
    Request call(List<String> keys, List<String> arguments) {
        Request request = Request.cmd(Command.EVALSHA).arg(digest).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
