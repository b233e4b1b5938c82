/** Where models are to be, by which names they can be asked for, and what they cost. */
@NullMarked
package dev.parley.protocol.model;

import org.jspecify.annotations.NullMarked;
