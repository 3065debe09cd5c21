/** What {@code local} shows of itself: a page for people, and the same for programs. */
@NullMarked
package dev.signalbox.local.page;

import org.jspecify.annotations.NullMarked;
