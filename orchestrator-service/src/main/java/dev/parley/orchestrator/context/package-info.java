/** What an agent is told so that it fits: tokens estimated, older messages in short, and nothing cut silently. */
@NullMarked
package dev.parley.orchestrator.context;

import org.jspecify.annotations.NullMarked;
