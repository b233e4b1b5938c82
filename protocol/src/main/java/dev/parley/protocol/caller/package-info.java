/** Who is calling: every internal request carries it, so that no service ever guesses a tenant. */
@NullMarked
package dev.parley.protocol.caller;

import org.jspecify.annotations.NullMarked;
