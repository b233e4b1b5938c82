package dev.parley.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running stack that asks for keys, with a second gateway, for every specification that leaves it as it found it. */
public final class KeyedStack implements AutoCloseable {

    /** Gives a test the stack. It comes down after the last test. One class after the other, as with {@link SharedStack}. */
    public static final class Shared implements ParameterResolver, BeforeAllCallback, AfterAllCallback {

        private static final Semaphore TURN = new Semaphore(1);

        @Override
        public void beforeAll(ExtensionContext context) throws InterruptedException {
            if (context.getEnclosingTestClasses().isEmpty()) {
                TURN.acquire();
            }
        }

        @Override
        public void afterAll(ExtensionContext context) {
            if (context.getEnclosingTestClasses().isEmpty()) {
                TURN.release();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == KeyedStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(KeyedStack.class))
                    .computeIfAbsent(KeyedStack.class, type -> new KeyedStack(), KeyedStack.class);
        }
    }

    private static final Duration COMMAND = Duration.ofSeconds(120);
    private static final String PREFIX = "pk_";
    private static final int ID_LENGTH = 12;

    /** A machine with much to do answers late: that is no Redis that is away. */
    private static final Map<String, String> PATIENT = Map.of("GATEWAY_QUOTA_PATIENCE", "5s");

    private final Stack stack = Stack.prepare(PATIENT);
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final SecondReplica second;

    private KeyedStack() {
        complete();
        keys.add(stack.status().path("key").asText());
        // The two differ in nothing but what they do when they cannot decide together.
        second = SecondReplica.of(stack, "gateway", Map.of("GATEWAY_QUOTA_WITHOUT_REDIS", "closed"));
    }

    /** Starts what is missing of it. */
    public void complete() {
        stack.up("--auth", "--simulated", "2");
    }

    /** The stack itself. */
    public Stack stack() {
        return stack;
    }

    /** Its gateway, and another one that refuses limited keys while Redis is away. */
    public SecondReplica second() {
        return second;
    }

    /** Both doors, for somebody with this key. */
    public List<Gateway> doors(String key) {
        return List.of(stack.gateway().as(key), second.gateway().as(key));
    }

    /** Its key with every scope. */
    public String adminKey() {
        return keys.get(0);
    }

    /** The gateway for whoever has every scope. */
    public Gateway admin() {
        return stack.gateway().as(adminKey());
    }

    /** {@code ./parley keys create} with these options. */
    public String create(String name, String... options) {
        List<String> line = new ArrayList<>(List.of("keys", "create", "--name", name, "--json"));
        line.addAll(List.of(options));
        try (Command create = stack.run(line.toArray(String[]::new))) {
            assertThat(create.exitCode(COMMAND)).as(create::errors).isZero();
            JsonNode created = Json.read(create.output());
            keys.add(created.path("key").asText());
            return created.path("key").asText();
        }
    }

    /** Takes a key back. */
    public void revoke(String key) {
        assertThat(admin().delete("/api/keys/" + idOf(key)).statusCode()).isEqualTo(204);
    }

    /** The public part of a key. */
    public static String idOf(String key) {
        return key.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
    }

    /** Fails if this text holds the secret part of any key that was handed out here. */
    public void assertHoldsNoKey(String text) {
        assertThat(keys).noneMatch(key -> text.contains(key.substring(PREFIX.length() + ID_LENGTH)));
    }

    /** Fails if anything that was logged holds a key. */
    public void assertNoLogHoldsAKey() {
        try (Stream<Path> files = Files.walk(stack.data())) {
            List<Path> logs = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".log"))
                    .toList();
            assertThat(logs).hasSizeGreaterThan(5);
            for (Path log : logs) {
                assertHoldsNoKey(Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        second.close();
        stack.close();
    }
}
