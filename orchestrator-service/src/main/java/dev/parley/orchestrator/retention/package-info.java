/** Takes away what has been kept for long enough, a little at a time. */
@NullMarked
package dev.parley.orchestrator.retention;

import org.jspecify.annotations.NullMarked;
