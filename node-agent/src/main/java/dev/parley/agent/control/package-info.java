/** How another terminal steers the agent that runs on this machine. */
@NullMarked
package dev.parley.agent.control;

import org.jspecify.annotations.NullMarked;
