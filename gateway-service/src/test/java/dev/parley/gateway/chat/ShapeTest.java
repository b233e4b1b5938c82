package dev.parley.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"hello\"}",
                "{ \"task_type\":\"reasoning\", \"message\" : null }",
                "{\"message\":5,\"model\":\"m\"}",
                "{\"a\":\"messages\",\"message\":\"x\",\"options\":{\"messages\":[]}}"
            })
    void a_message_and_no_messages_is_task_chat(String body) {
        assertThat(isTaskChat(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"model\":\"m\"}",
                "{\"messages\":[]}",
                "{\"message\":\"left alone\",\"messages\":null}",
                "{\"message\":\"x\",\"Messages\":[]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"say \\\"message\\\"\"}]}",
                "{\"options\":{\"message\":\"inner\"}}",
                "{\"message\":\"twice\",\"message\":\"x\"}",
                "{\"message\":",
                "[\"message\"]"
            })
    void everything_else_is_ollamas(String body) {
        assertThat(isTaskChat(body)).isFalse();
    }

    @Test
    void the_key_is_found_wherever_it_stands() {
        for (int before = 0; before < 40; before++) {
            String filler = "x".repeat(before);
            assertThat(Shape.mentionsMessage(Buffer.buffer(filler + "\"message\"")))
                    .isTrue();
            assertThat(Shape.mentionsMessage(Buffer.buffer(filler + "\"message\"messages")))
                    .isTrue();
            assertThat(Shape.mentionsMessage(Buffer.buffer(filler + "\"messages\"")))
                    .isFalse();
        }
    }

    private static boolean isTaskChat(String body) {
        return Shape.isTaskChat(Buffer.buffer(body), VERTX.getOrCreateContext())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
