@NullMarked
package dev.signalbox.definitions.json;

import org.jspecify.annotations.NullMarked;
