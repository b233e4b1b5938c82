/** Keys and what was done with them: how an operator hands them out, takes them back, and looks back. */
@NullMarked
package dev.parley.protocol.access;

import org.jspecify.annotations.NullMarked;
