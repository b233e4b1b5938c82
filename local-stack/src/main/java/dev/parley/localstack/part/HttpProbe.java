package dev.parley.localstack.part;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Short questions over HTTP, mostly to our own loopback ports. Whatever goes wrong is simply no answer. */
public final class HttpProbe {

    /** The longest answer is the list of all nodes with their models. */
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private HttpProbe() {}

    /** Whether a GET is answered with 200 within this time. */
    public static boolean answers(URI uri, Duration patience) {
        return get(uri, Map.of(), patience).isPresent();
    }

    /** The body of a 200 answer to a GET; empty for every other outcome. */
    public static Optional<String> get(URI uri, Map<String, String> headers, Duration patience) {
        try {
            HttpURLConnection connection = connect(uri, headers, patience);
            if (connection.getResponseCode() != 200) {
                return Optional.empty();
            }
            return Optional.of(body(connection));
        } catch (IOException | ClassCastException | IllegalArgumentException noAnswer) {
            return Optional.empty();
        }
    }

    /** The body of whatever answer comes to a GET; empty if none comes. */
    public static String anyAnswer(URI uri, Duration patience) {
        try {
            HttpURLConnection connection = connect(uri, Map.of(), patience);
            try (InputStream in =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return in == null ? "" : new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (IOException | ClassCastException | IllegalArgumentException noAnswer) {
            return "";
        }
    }

    /** The body of a 200 answer to a POST of this JSON; empty for every other outcome. */
    public static Optional<String> post(URI uri, String json, Duration patience) {
        try {
            HttpURLConnection connection = connect(uri, Map.of("Content-Type", "application/json"), patience);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
            return connection.getResponseCode() == 200 ? Optional.of(body(connection)) : Optional.empty();
        } catch (IOException | ClassCastException | IllegalArgumentException noAnswer) {
            return Optional.empty();
        }
    }

    private static HttpURLConnection connect(URI uri, Map<String, String> headers, Duration patience)
            throws IOException {
        // Never through a proxy: the question is whether this very address answers.
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        }
    }
}
