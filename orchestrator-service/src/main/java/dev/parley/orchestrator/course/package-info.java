/** Decides, from what is kept and nothing else, what happens next in a conversation. Pure: time comes in, changes come out. */
@NullMarked
package dev.parley.orchestrator.course;

import org.jspecify.annotations.NullMarked;
