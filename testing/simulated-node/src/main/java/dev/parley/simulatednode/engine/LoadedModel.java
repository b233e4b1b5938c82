package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Model;
import java.time.Instant;

/**
 * An instance as the outside may see it.
 *
 * @param model under the name that loaded it
 * @param sizeBytes all its memory
 * @param vramBytes its memory on GPUs
 * @param contextLength context per request
 * @param expiresAt when it leaves; may lie in the past while a request runs
 * @param slots requests it serves at once
 * @param busy requests it serves now
 * @param waiting requests behind the slots
 */
public record LoadedModel(
        Model model,
        long sizeBytes,
        long vramBytes,
        int contextLength,
        Instant expiresAt,
        int slots,
        int busy,
        int waiting) {}
