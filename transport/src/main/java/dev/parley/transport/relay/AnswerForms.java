package dev.parley.transport.relay;

import dev.parley.transport.relay.record.AnswerForm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells an answer's form from its head. */
@FunctionalInterface
public interface AnswerForms {

    /** @return empty if a good answer never looks so: the upstream has failed */
    Optional<AnswerForm> of(int status, @Nullable String contentType);
}
