package dev.parley.benchmarks.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls a gateway as a plain client does and notes all that it can see. */
final class Call {

    /** No hang is waited for any longer: it is a failure by then. */
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final Optional<String> key;

    Call(URI gateway, Optional<String> key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** Sends one chat. @param pin the only node that may answer; empty for any */
    Seen chat(Form form, String model, Optional<String> pin) {
        HttpRequest.Builder request = request(form.path())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(form.body(model)));
        pin.ifPresent(node -> request.header("X-Parley-Node", node));
        long began = System.nanoTime();
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            return read(form, response, began);
        } catch (IOException e) {
            return Seen.nothing(millisSince(began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A document of the gateway; empty if it has none. */
    Optional<String> document(String path) {
        try {
            HttpResponse<String> response = client.send(request(path).GET().build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(GIVE_UP);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private static Seen read(Form form, HttpResponse<InputStream> response, long began) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long firstByte = -1;
        boolean cut = false;
        try (InputStream in = response.body()) {
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (firstByte < 0) {
                    firstByte = millisSince(began);
                }
                body.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            cut = true;
        }
        Answer answer = Answer.of(form, response.statusCode(), body.toString(StandardCharsets.UTF_8), cut);
        return new Seen(
                response.statusCode(),
                header(response, "X-Parley-Error"),
                answer,
                number(header(response, "X-Parley-Attempts")),
                header(response, "X-Parley-Node"),
                firstByte,
                millisSince(began));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
