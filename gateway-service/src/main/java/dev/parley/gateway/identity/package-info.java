/** Who is calling, and where nobody needs to say so. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.identity;
