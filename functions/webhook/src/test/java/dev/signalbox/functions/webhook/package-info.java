@NullMarked
package dev.signalbox.functions.webhook;

import org.jspecify.annotations.NullMarked;
