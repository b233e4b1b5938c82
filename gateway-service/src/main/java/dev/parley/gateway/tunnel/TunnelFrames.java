package dev.parley.gateway.tunnel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Control frames as text. */
final class TunnelFrames {

    /** A letter has at most three bytes for each of its chars. */
    private static final int MOST_BYTES_OF_CHAR = 3;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TunnelFrames() {}

    static String write(TunnelFrame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TunnelFrame read(String text) throws RefusedAgent {
        if (isTooLong(text)) {
            throw RefusedAgent.forGood(
                    Ending.FRAME_TOO_BIG,
                    "a control frame is longer than " + TunnelFrame.MOST_CONTROL_BYTES + " bytes");
        }
        try {
            TunnelFrame frame = JSON.readValue(text, TunnelFrame.class);
            if (frame != null) {
                return frame;
            }
        } catch (JsonProcessingException malformed) {
            // Told below, without a word of the frame.
        }
        throw RefusedAgent.forGood(Ending.FRAME_INVALID, "a frame is not understood (expected: docs/tunnel.md)");
    }

    private static boolean isTooLong(String text) {
        return text.length() > TunnelFrame.MOST_CONTROL_BYTES / MOST_BYTES_OF_CHAR
                && text.getBytes(StandardCharsets.UTF_8).length > TunnelFrame.MOST_CONTROL_BYTES;
    }
}
