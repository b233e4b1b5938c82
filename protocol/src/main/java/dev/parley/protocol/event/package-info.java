/** What happens in a conversation, as its viewers see it. */
@NullMarked
package dev.parley.protocol.event;

import org.jspecify.annotations.NullMarked;
