@NullMarked
package dev.signalbox.core.glob;

import org.jspecify.annotations.NullMarked;
