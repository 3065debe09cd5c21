/** The page. */
@NullMarked
package dev.signalbox.local.page;

import org.jspecify.annotations.NullMarked;
