/** What conversations cost, told by key and model. */
@NullMarked
package dev.parley.orchestrator.usage;

import org.jspecify.annotations.NullMarked;
