package dev.parley.gateway.inference;

import dev.parley.gateway.inference.Ruling.Passed;
import dev.parley.gateway.inference.Ruling.Refused;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.request.RequestLook;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a key may ask that has not the scope {@code models:write}: answers, and nothing that decides which models are loaded
 * and how. See architecture.md, "What an inference key may not do".
 */
public final class InferenceRules {

    private static final String SCOPE = " needs the scope models:write";

    /** A change of any of them makes a node load the model anew; the second half is of older versions. */
    private static final Set<String> LOAD_TIME = Set.of(
            "num_ctx",
            "num_batch",
            "num_gpu",
            "main_gpu",
            "use_mmap",
            "num_thread",
            "draft_num_predict",
            "num_gqa",
            "low_vram",
            "f16_kv",
            "logits_all",
            "vocab_only",
            "use_mlock",
            "numa",
            "embedding_only",
            "rope_frequency_base",
            "rope_frequency_scale");

    private final Duration maxKeepAlive;
    private final Set<String> allowedOptions;

    /**
     * @param maxKeepAlive what asks for longer gets this
     * @param allowedOptions load-time options that may be set
     */
    public InferenceRules(Duration maxKeepAlive, Set<String> allowedOptions) {
        this.maxKeepAlive = maxKeepAlive;
        this.allowedOptions = Set.copyOf(allowedOptions);
    }

    /** Judges a request; a body is changed only where a model would be kept for too long. */
    public Ruling judge(Kind kind, RequestLook look) {
        if (kind == Kind.OPENAI_CHAT || kind == Kind.SHOW) {
            return new Passed(look.body());
        }
        if (onlyLoads(kind, look)) {
            return new Refused(ProblemCode.SCOPE_MISSING, "a request that only loads a model" + SCOPE);
        }
        Optional<String> option = look.optionNames().stream()
                .filter(name -> LOAD_TIME.contains(name) && !allowedOptions.contains(name))
                .sorted()
                .findFirst();
        if (option.isPresent()) {
            return new Refused(
                    ProblemCode.OPTION_NOT_ALLOWED, "options." + option.get() + " is set where the model is loaded");
        }
        return look.keepAlive()
                .filter(json -> !json.equals("null"))
                .map(json -> judge(look, json))
                .orElseGet(() -> new Passed(look.body()));
    }

    private static boolean onlyLoads(Kind kind, RequestLook look) {
        return switch (kind) {
            case GENERATE -> !look.hasPrompt();
            case CHAT -> !look.hasMessages();
            case EMBED -> !look.hasInput() && !look.hasPrompt();
            case OPENAI_CHAT, SHOW -> false;
        };
    }

    private Ruling judge(RequestLook look, String json) {
        Optional<KeepAlive> asked = KeepAlive.read(json);
        if (asked.isEmpty()) {
            return new Refused(
                    ProblemCode.MALFORMED_BODY, "keep_alive (expected: seconds, or a duration such as \"5m\")");
        }
        if (asked.get().decidesForAll()) {
            return new Refused(ProblemCode.SCOPE_MISSING, "keep_alive of 0 or less" + SCOPE);
        }
        return asked.get().length().compareTo(maxKeepAlive) > 0
                ? new Passed(look.withKeepAlive('"' + GoDuration.text(maxKeepAlive) + '"'))
                : new Passed(look.body());
    }
}
