/** Which process runs which conversation, and who takes over when one is gone. */
@NullMarked
package dev.parley.orchestrator.ownership;

import org.jspecify.annotations.NullMarked;
