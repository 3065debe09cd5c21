@NullMarked
package dev.signalbox.acceptance;

import org.jspecify.annotations.NullMarked;
