/** Who is calling: what they showed, whether it is good, and where nobody needs to show anything. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.identity;
