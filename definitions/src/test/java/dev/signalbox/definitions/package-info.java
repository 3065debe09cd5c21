@NullMarked
package dev.signalbox.definitions;

import org.jspecify.annotations.NullMarked;
