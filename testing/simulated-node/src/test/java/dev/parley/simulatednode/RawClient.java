package dev.parley.simulatednode;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client that sees what a library hides: chunks, resets, early closes and silences. */
public final class RawClient implements AutoCloseable {

    /** How an answer ended. */
    public enum End {
        CLEAN,
        RESET,
        CLOSED_EARLY,
        SILENT
    }

    /** What came of an answer until its end, or until patience was over. */
    public record Answer(int status, Map<String, String> headers, byte[] bytes, List<String> chunks, End end) {

        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public List<String> lines() {
            return body().isEmpty() ? List.of() : List.of(body().split("\n"));
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawClient connect(SimulatedNode node) throws IOException {
        return connect(node, 0);
    }

    /** With a receive buffer of that size, 0 for the system's. */
    public static RawClient connect(SimulatedNode node, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        socket.connect(new InetSocketAddress("127.0.0.1", node.port()), 2_000);
        return new RawClient(socket);
    }

    public static Answer post(SimulatedNode node, String path, String body, String... headers) throws IOException {
        try (RawClient client = connect(node)) {
            client.send("POST", path, body, headers);
            return client.answer();
        }
    }

    public static Answer get(SimulatedNode node, String path, String... headers) throws IOException {
        try (RawClient client = connect(node)) {
            client.send("GET", path, "", headers);
            return client.answer();
        }
    }

    public RawClient patience(int millis) throws SocketException {
        socket.setSoTimeout(millis);
        return this;
    }

    /** Headers as {@code Name: value}; Host is added unless it is among them. */
    public void send(String method, String path, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: 127.0.0.1:" + socket.getPort());
        }
        all.add("Content-Length: " + bytes.length);
        all.forEach(header -> head.append(header).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
    }

    public Answer answer() throws IOException {
        return answer(false);
    }

    public Answer answer(boolean headOnly) throws IOException {
        int status = 0;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<String> chunks = new ArrayList<>();
        End end = End.CLEAN;
        try {
            status = Integer.parseInt(line().split(" ")[1]);
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
            }
            if (headers.containsKey("Transfer-Encoding")) {
                chunked(body, chunks);
            } else if (!headOnly) {
                copy(body, Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
            }
        } catch (SocketTimeoutException e) {
            end = End.SILENT;
        } catch (SocketException e) {
            end = End.RESET;
        } catch (ClosedEarly e) {
            end = End.CLOSED_EARLY;
        }
        return new Answer(status, headers, body.toByteArray(), chunks, end);
    }

    private void chunked(ByteArrayOutputStream body, List<String> chunks) throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            try {
                copy(chunk, size);
            } finally {
                body.writeBytes(chunk.toByteArray());
            }
            chunks.add(chunk.toString(StandardCharsets.UTF_8));
            line();
        }
        line();
    }

    private void copy(ByteArrayOutputStream to, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            to.write(octet());
        }
    }

    /** The next line as it comes, chunk sizes included. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = octet(); c != '\n'; c = octet()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private int octet() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new ClosedEarly();
        }
        return c;
    }

    private static final class ClosedEarly extends IOException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
