package dev.parley.agent.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.parley.protocol.event.ConversationEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads the records of the protocol, tolerantly: what a newer gateway adds is passed over. */
final class WireJson {

    /** Only instants come our way; the module for all of java.time would cost a tenth of the start-up. */
    static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

    private WireJson() {}

    /** An event; empty for a kind that is not known here. */
    static Optional<ConversationEvent> event(String json) throws JsonProcessingException {
        return Optional.ofNullable(MAPPER.readValue(json, ConversationEvent.class));
    }

    private static final class InstantText extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
