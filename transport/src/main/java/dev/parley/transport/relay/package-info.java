/** Relays an answer from one socket to another by whole records, with back-pressure, cancel and an honest end. */
@NullMarked
package dev.parley.transport.relay;

import org.jspecify.annotations.NullMarked;
