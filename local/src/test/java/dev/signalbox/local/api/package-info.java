/** Stand-ins for the ports, for tests that need no server. */
@NullMarked
package dev.signalbox.local.api;

import org.jspecify.annotations.NullMarked;
