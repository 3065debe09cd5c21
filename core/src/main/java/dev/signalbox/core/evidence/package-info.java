/** What a gate's verdict rests on: kept, shown to people, and judged again. */
@NullMarked
package dev.signalbox.core.evidence;

import org.jspecify.annotations.NullMarked;
