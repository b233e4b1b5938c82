package dev.parley.ideas.novelty;

import java.util.UUID;

/** The registry of one conversation. Nothing is ever compared across registries. */
public record RegistryId(String tenant, UUID conversation) {}
