package dev.parley.simulatednode.selfcheck;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came over a plain socket.
 *
 * @param status HTTP status
 * @param headers by their names without regard to case, each with all its values
 * @param body decoded
 * @param chunks sizes of the chunks; empty when the body had a length
 * @param end clean or reset
 */
record RawAnswer(int status, Map<String, List<String>> headers, String body, List<Integer> chunks, String end) {

    private static final int PATIENCE_MILLIS = 10_000;

    static RawAnswer to(URI node, GoldenExchange exchange, Map<String, String> moreHeaders) throws IOException {
        try (Socket socket = new Socket(node.getHost(), node.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            byte[] body = exchange.requestBody().getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder(exchange.method() + " " + exchange.path() + " HTTP/1.1\r\n"
                    + "Host: " + node.getAuthority() + "\r\nContent-Length: " + body.length + "\r\n");
            exchange.headers()
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            moreHeaders.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("\r\n");
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return read(
                    new BufferedInputStream(socket.getInputStream()),
                    exchange.method().equals("HEAD"));
        }
    }

    private static RawAnswer read(InputStream in, boolean headOnly) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<Integer> chunks = new ArrayList<>();
        String end = "clean";
        try {
            if (headers.containsKey("Transfer-Encoding")) {
                chunked(in, body, chunks);
            } else if (headers.containsKey("Content-Length") && !headOnly) {
                copy(in, body, Integer.parseInt(headers.get("Content-Length").get(0)));
            }
        } catch (SocketException e) {
            end = "reset";
        }
        return new RawAnswer(status, headers, body.toString(StandardCharsets.UTF_8), chunks, end);
    }

    private static void chunked(InputStream in, ByteArrayOutputStream body, List<Integer> chunks) throws IOException {
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            chunks.add(size);
            copy(in, body, size);
            line(in);
        }
        line(in);
    }

    private static void copy(InputStream in, ByteArrayOutputStream to, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            to.write(octet(in));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = octet(in); c != '\n'; c = octet(in)) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static int octet(InputStream in) throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the connection was closed in the middle of the answer");
        }
        return c;
    }
}
