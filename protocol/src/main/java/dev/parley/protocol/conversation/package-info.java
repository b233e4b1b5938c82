/** Starting, steering and reading a conversation. */
@NullMarked
package dev.parley.protocol.conversation;

import org.jspecify.annotations.NullMarked;
