/** What every service does at its sockets, written once. A type enters only if at least two services need it at their edge. */
@NullMarked
package dev.parley.transport;

import org.jspecify.annotations.NullMarked;
