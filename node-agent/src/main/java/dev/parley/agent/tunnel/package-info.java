/** The connection that the agent dials: frames, credit, and the messages that are open in it. */
@NullMarked
package dev.parley.agent.tunnel;

import org.jspecify.annotations.NullMarked;
