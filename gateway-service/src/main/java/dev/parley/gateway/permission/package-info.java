/** What each path asks of its caller: one table, and nothing that is not in it. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.permission;
