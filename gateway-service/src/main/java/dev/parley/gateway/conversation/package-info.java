/** What viewers of a conversation are shown: its events, where they were left, and how many may watch. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.conversation;
