/** What nodes turned out to be worth: how fast, how long to load, how long to answer; learned from answers, forgotten with time. */
@NullMarked
package dev.parley.router.measure;

import org.jspecify.annotations.NullMarked;
