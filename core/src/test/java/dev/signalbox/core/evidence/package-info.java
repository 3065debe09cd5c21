@NullMarked
package dev.signalbox.core.evidence;

import org.jspecify.annotations.NullMarked;
