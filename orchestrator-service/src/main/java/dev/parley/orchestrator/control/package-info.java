/** What people do with conversations: start, steer, read, export. */
@NullMarked
package dev.parley.orchestrator.control;

import org.jspecify.annotations.NullMarked;
