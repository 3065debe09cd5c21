/** Finding the pushes that nobody told us of. */
@NullMarked
package dev.signalbox.core.reconcile;

import org.jspecify.annotations.NullMarked;
