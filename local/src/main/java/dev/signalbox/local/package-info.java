/** AWS on loopback: the parts put together. */
@NullMarked
package dev.signalbox.local;

import org.jspecify.annotations.NullMarked;
