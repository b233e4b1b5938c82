/** What models' tokens cost. Nothing here charges anybody: budgets and reports are made of it elsewhere. */
@NullMarked
package dev.parley.router.price;

import org.jspecify.annotations.NullMarked;
