package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Command;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.Repository;
import dev.parley.acceptance.stack.Stack;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The first thing that a newcomer does, on a machine where nothing of ours runs yet. */
class FromNothingTest {

    private static final String SUBJECT = "How can a small town cut its energy bill?";

    @Test
    void the_command_of_the_readme_starts_all_it_needs_and_down_leaves_nothing() throws Exception {
        assertThat(Files.readString(Repository.root().resolve("README.md"))).contains("./parley talk \"" + SUBJECT);
        List<Long> started;

        try (Stack stack = Stack.prepare(Map.of("OLLAMA_HOST", "127.0.0.1:1"))) {
            try (Command talk = stack.run("talk", SUBJECT, "--rounds", "1", "--pause", "0")) {
                assertThat(talk.exitCode(Duration.ofSeconds(240)))
                        .as(() -> talk.output() + talk.errors())
                        .isZero();
            }
            JsonNode conversations =
                    stack.gateway().read("/api/conversations?limit=10").path("conversations");
            assertThat(Json.texts(conversations, "subject")).containsExactly(SUBJECT);
            assertThat(Json.texts(conversations, "status")).containsExactly("completed");
            assertThat(conversations.path(0).path("turns").asInt()).isEqualTo(3);
            started = processes(stack.status());
            assertThat(started).hasSizeGreaterThan(6).allMatch(FromNothingTest::runs);
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(started).noneMatch(FromNothingTest::runs));
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** The services, the stores, and the nodes, where they are ours. */
    private static List<Long> processes(JsonNode status) {
        return Stream.of(
                        status.path("services").findValues("pid"),
                        status.path("nodes").findValues("pid"),
                        status.path("postgres").findValues("pid"),
                        status.path("redis").findValues("pid"))
                .flatMap(List::stream)
                .map(JsonNode::asLong)
                .toList();
    }
}
