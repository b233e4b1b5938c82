/** How test names are shown, set once for every module that has this jar on its test classpath. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.junit;
