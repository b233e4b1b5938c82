package dev.parley.testkit.planted.database.postgres;

import jakarta.persistence.Entity;

/** A row where rows belong. */
@Entity
public class IdeaRow {}
