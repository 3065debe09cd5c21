/** What local remembers. */
@NullMarked
package dev.signalbox.local.store;

import org.jspecify.annotations.NullMarked;
