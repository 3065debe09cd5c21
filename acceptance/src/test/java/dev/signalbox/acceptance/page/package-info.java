/** Pages, seen by a real browser. */
@NullMarked
package dev.signalbox.acceptance.page;

import org.jspecify.annotations.NullMarked;
