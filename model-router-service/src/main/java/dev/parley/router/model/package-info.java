/** What models are called, what they can do, and which kinds of task need what. */
@NullMarked
package dev.parley.router.model;

import org.jspecify.annotations.NullMarked;
