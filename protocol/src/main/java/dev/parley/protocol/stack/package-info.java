/** What the local stack tells scripts about itself. */
@NullMarked
package dev.parley.protocol.stack;

import org.jspecify.annotations.NullMarked;
