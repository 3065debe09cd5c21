@NullMarked
package dev.signalbox.core.hook;

import org.jspecify.annotations.NullMarked;
