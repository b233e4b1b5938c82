package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.RunningGateway;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LivePageTest extends RunningGateway {

    @Test
    void nothing_runs_on_the_page_but_its_own_script() throws Exception {
        HttpResponse<String> page = get("/ui/");

        String html = page.body();
        String script = html.substring(html.indexOf("<script>") + "<script>".length(), html.indexOf("</script>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        String policy = header(page, "Content-Security-Policy");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
                .contains("require-trusted-types-for 'script'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_makes_no_markup_of_texts() {
        String html = get("/ui/").body();

        assertThat(html)
                .doesNotContain("src=\"http")
                .doesNotContain("href=\"http")
                .doesNotContain("@import")
                .doesNotContain("innerHTML")
                .doesNotContain("insertAdjacentHTML")
                .doesNotContain("document.write")
                .doesNotContain("eval(")
                .doesNotContain(" style=\"");
    }

    @Test
    void a_page_that_has_not_changed_is_not_sent_again() {
        String version = header(get("/ui/"), "ETag");

        HttpResponse<String> again = get("/ui/", "If-None-Match", version);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_page_is_found_without_its_slash() {
        HttpResponse<String> answer = get("/ui");
        HttpResponse<String> elsewhere = get("/ui/other");
        HttpResponse<String> written = send("POST", "/ui/", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(header(answer, "Location")).isEqualTo("/ui/");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(written.statusCode()).isIn(404, 405);
    }
}
