/** The folder a stack lives in: what lies where, who may read it, and who may change the stack right now. */
@NullMarked
package dev.parley.localstack.folder;

import org.jspecify.annotations.NullMarked;
