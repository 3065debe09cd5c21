@NullMarked
package dev.signalbox.core.route;

import org.jspecify.annotations.NullMarked;
