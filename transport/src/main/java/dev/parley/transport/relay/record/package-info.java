/** Cuts an answer into records, knows its last one, and how each API says that an answer broke. Never changes a byte. */
@NullMarked
package dev.parley.transport.relay.record;

import org.jspecify.annotations.NullMarked;
