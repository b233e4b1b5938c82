/** One question to one model: which model, with how much context, asked again if need be, and what was said before. */
@NullMarked
package dev.parley.orchestrator.query;

import org.jspecify.annotations.NullMarked;
