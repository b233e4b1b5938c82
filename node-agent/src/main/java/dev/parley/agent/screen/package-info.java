/** Where text goes: a terminal that is redrawn, or a pipe that is not. Nothing a model says can steer either. */
@NullMarked
package dev.parley.agent.screen;

import org.jspecify.annotations.NullMarked;
