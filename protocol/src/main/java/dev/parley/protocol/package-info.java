/** What our processes say to each other. Records, enums and sealed interfaces with golden files; no behaviour. */
@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
