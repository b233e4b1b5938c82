/** Reads what a caller wants of a conversation, fills in defaults, and says which field is wrong. */
@NullMarked
package dev.parley.orchestrator.spec;

import org.jspecify.annotations.NullMarked;
