/** Definitions: what people write, checked, and the compact form that functions read. */
@NullMarked
package dev.signalbox.definitions;

import org.jspecify.annotations.NullMarked;
