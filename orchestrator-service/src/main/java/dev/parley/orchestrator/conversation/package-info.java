/** A conversation as it is kept: who owns it, where it stands, and what one change adds to its log. */
@NullMarked
package dev.parley.orchestrator.conversation;

import org.jspecify.annotations.NullMarked;
