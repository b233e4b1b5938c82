package dev.parley.simulatednode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Opens thousands of connections, which takes a few seconds. */
class ManyStreamsTest {

    private static final int STREAMS = 5_000;

    @Test
    void five_thousand_streams_are_open_at_once_without_a_thread_each() throws IOException {
        try (SimulatedNode node = SimulatedNode.builder()
                .instant()
                .mode(Mode.LOREM)
                .slots(STREAMS)
                .set("burst", false)
                .set("answer_tokens", 100)
                .set("tokens_per_second", 1)
                .set("context_length", 4_096)
                .set("vram_bytes", 1L << 50)
                .start()) {
            RawClient.post(node, "/api/generate", "{\"model\":\"llama3.2\"}");
            int threadsBefore = Thread.activeCount();
            byte[] request = request(node);
            List<SocketChannel> clients = new ArrayList<>();
            try {
                for (int i = 0; i < STREAMS; i++) {
                    clients.add(open(node, request));
                }

                await().atMost(Duration.ofSeconds(30)).until(() -> node.state().openStreams() == STREAMS);

                assertThat(node.state().loaded().get(0).busy()).isEqualTo(STREAMS);
                assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsBefore + 4);
                assertThat(threadsOfTheNode()).isLessThan(10);
            } finally {
                for (SocketChannel client : clients) {
                    client.close();
                }
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> node.state().runningRequests() == 0);
            assertThat(node.state().count("generations_cancelled")).isEqualTo(STREAMS);
        }
    }

    private static long threadsOfTheNode() {
        Set<String> names = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("vert.x") || name.contains("vertx"))
                .collect(Collectors.toSet());
        return names.size();
    }

    private static byte[] request(SimulatedNode node) {
        String body = Requests.chat("go on");
        String head = "POST " + Requests.CHAT + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static SocketChannel open(SimulatedNode node, byte[] request) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, 8_192);
        client.connect(new InetSocketAddress("127.0.0.1", node.port()));
        client.write(ByteBuffer.wrap(request));
        return client;
    }
}
