@NullMarked
package dev.signalbox.functions.observer;

import org.jspecify.annotations.NullMarked;
