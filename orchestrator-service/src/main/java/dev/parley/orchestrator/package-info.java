/** Runs conversations as durable, resumable streams. */
@NullMarked
package dev.parley.orchestrator;

import org.jspecify.annotations.NullMarked;
