/** What an agent is told: templates are data per language, subjects and instructions are data for them. */
@NullMarked
package dev.parley.orchestrator.prompt;

import org.jspecify.annotations.NullMarked;
