package dev.parley.agent.tunnel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Control frames as text. */
final class FrameJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private FrameJson() {}

    static TunnelFrame read(String text) throws FrameFault {
        try {
            @Nullable TunnelFrame frame = MAPPER.readValue(text, TunnelFrame.class);
            if (frame != null) {
                return frame;
            }
        } catch (JsonProcessingException e) {
            throw new FrameFault("it sent a frame that is not known: " + e.getOriginalMessage());
        }
        throw new FrameFault("it sent a frame that is null");
    }

    static String write(TunnelFrame frame) {
        try {
            return MAPPER.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
