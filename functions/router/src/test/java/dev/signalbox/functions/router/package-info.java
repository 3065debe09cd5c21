@NullMarked
package dev.signalbox.functions.router;

import org.jspecify.annotations.NullMarked;
