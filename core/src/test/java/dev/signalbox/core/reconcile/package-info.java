@NullMarked
package dev.signalbox.core.reconcile;

import org.jspecify.annotations.NullMarked;
