package dev.parley.acceptance;

import static dev.parley.acceptance.stack.Gateway.agent;
import static dev.parley.acceptance.stack.Gateway.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.stack.Browser;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.Stack;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The page in a browser: whoever watches steers with its buttons, and nothing that is said becomes markup. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class PageTest {

    private Stack stack;
    private Browser browser;

    @BeforeEach
    void a_browser_beside_a_running_stack(Stack running) {
        stack = running;
        browser = Browser.open(stack.data());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_conversation_is_started_paused_resumed_stopped_and_continued_by_its_buttons() {
        browser.go(page());
        browser.type("#subject", "What would make a public library worth a detour?");
        browser.press("Start the conversation");
        browser.await("[...document.querySelectorAll('.turn .text')].some(t => t.textContent.length > 20)");

        browser.press("Pause");
        browser.await(pill("Paused"));
        browser.press("Resume");
        browser.await(pill("Live"));
        browser.press("Stop");
        browser.awaitText("It was stopped.");
        browser.press("Continue");
        browser.awaitText("All planned rounds are done.");

        assertThat(stack.gateway()
                        .read("/api/conversations/" + shown())
                        .path("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void what_is_said_stays_text() {
        String markup = "<img src=x onerror=\"document.title='broken'\"> {{and}} ${this}";
        String id = stack.gateway()
                .start(conversation(markup, 1, List.of(agent("generator", "auto"), agent("critic", "auto"))));

        browser.go(page().resolve("#/c/" + id));
        browser.awaitText("All planned rounds are done.");

        assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
                .isEqualTo(markup);
        assertThat(browser.evaluate("document.querySelectorAll('main img').length")
                        .asInt())
                .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void what_people_did_to_a_conversation_is_shown_where_it_happened() {
        String id = stack.gateway()
                .start(conversation(
                        "A bench for the square", 1, List.of(agent("generator", "auto"), agent("critic", "auto"))));
        browser.go(page().resolve("#/c/" + id));
        browser.awaitText("All planned rounds are done.");
        String path = "/api/conversations/" + id;
        String answer =
                stack.gateway().read(path + "/history").at("/messages/0/id").asText();

        stack.gateway().patch(path + "/messages/" + answer, Map.of("content", "Words that a person chose."));
        stack.gateway().post(path + "/messages", Map.of("content", "Mind the school <b>across</b> the road."));
        browser.press("Continue");

        browser.awaitText("Mind the school <b>across</b> the road.");
        browser.await("document.querySelector('.turn .text').textContent === 'Words that a person chose.'");
        browser.await("document.querySelector('.turn details.was p').textContent.length > 20");
        browser.evaluate("watched.take({data: JSON.stringify({type: 'context.compacted', id: '99999.0',"
                + " before: 9000, after: 4000, folded: 12})})");
        browser.awaitText("12 messages told in brief");
        assertThat(browser.complaints()).isEmpty();
    }

    private URI page() {
        return stack.gateway().base().resolve("/ui/");
    }

    private String shown() {
        return browser.evaluate("location.hash").asText().substring("#/c/".length());
    }

    private static String pill(String text) {
        return "document.querySelector('.pill').textContent === '" + text + "'";
    }
}
