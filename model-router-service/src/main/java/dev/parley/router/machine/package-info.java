/** Where a machine named by a caller may point: a registered node, or an address that an operator allows. */
@NullMarked
package dev.parley.router.machine;

import org.jspecify.annotations.NullMarked;
