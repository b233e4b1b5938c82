package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.refinement.Refined.Spent;

/** What one generation came to. */
record Said(String text, String model, Spent spent, Piece.Finish finish) {}
