/** The front door: one loopback port for every API, and what stands behind it. */
@NullMarked
package dev.signalbox.local.front;

import org.jspecify.annotations.NullMarked;
