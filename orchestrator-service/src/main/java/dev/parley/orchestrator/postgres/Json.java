package dev.parley.orchestrator.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.orchestrator.conversation.Continued;
import dev.parley.orchestrator.conversation.Counts;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.Intervention;
import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.Ledger;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.RoundIdeas;
import dev.parley.orchestrator.conversation.SingleRound;
import dev.parley.orchestrator.conversation.TokenPrice;
import dev.parley.orchestrator.query.Exchange;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.ForkOrigin;
import dev.parley.protocol.conversation.NoNewIdeas;
import dev.parley.protocol.conversation.StopRules;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.idea.Idea;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What is kept as JSON. Its own mapper: rows written today are read for years, whatever the web layer is set to. */
@RegisterForReflection(
        targets = {
            ConversationSpec.class,
            Exchange.class,
            TraceStep.class,
            Speaker.class,
            Progress.class,
            Counts.class,
            OpenRound.class,
            OpenTurn.class,
            SingleRound.class,
            Ledger.class,
            PriceSheet.class,
            TokenPrice.class,
            RoundIdeas.class,
            Interventions.class,
            Intervention.class,
            Continued.class,
            MessagePlace.class,
            HeldTurn.class,
            StopRules.class,
            NoNewIdeas.class,
            Budget.class,
            ForkOrigin.class,
            Caller.class,
            Agent.class,
            Idea.class,
            ConversationEvent.ConversationStarted.class,
            ConversationEvent.ConversationPaused.class,
            ConversationEvent.ConversationResumed.class,
            ConversationEvent.ConversationCompleted.class,
            ConversationEvent.ConversationForked.class,
            ConversationEvent.BudgetWarned.class,
            ConversationEvent.MessageAdded.class,
            ConversationEvent.MessageEdited.class,
            ConversationEvent.RoundStarted.class,
            ConversationEvent.RoundCompleted.class,
            ConversationEvent.ContextCompacted.class,
            ConversationEvent.TurnStarted.class,
            ConversationEvent.TurnRetrying.class,
            ConversationEvent.TurnInterrupted.class,
            ConversationEvent.TurnCompleted.class,
            ConversationEvent.TurnSkipped.class
        })
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(List<?> values) {
        return MAPPER.valueToTree(values);
    }

    static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A value of one of the kinds that this version knows; empty for a newer kind. */
    static <T> Optional<T> known(JsonNode tree, Class<T> type) {
        try {
            return Optional.of(MAPPER.treeToValue(tree, type));
        } catch (InvalidTypeIdException newer) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T value(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
