/** The four services as processes: where their jars are, what environment they get, when they are ready. */
@NullMarked
package dev.parley.localstack.service;

import org.jspecify.annotations.NullMarked;
