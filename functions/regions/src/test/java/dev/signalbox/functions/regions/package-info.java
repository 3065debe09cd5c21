@NullMarked
package dev.signalbox.functions.regions;

import org.jspecify.annotations.NullMarked;
