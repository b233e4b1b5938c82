/** Who takes part: agents as they are written on a command line, and those taken when none are. */
@NullMarked
package dev.parley.agent.machine;

import org.jspecify.annotations.NullMarked;
