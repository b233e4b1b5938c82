/** Where models are to be: loading, unloading, and how many nodes are to have which. */
@NullMarked
package dev.parley.protocol.model;

import org.jspecify.annotations.NullMarked;
