@NullMarked
package dev.signalbox.definitions.yaml;

import org.jspecify.annotations.NullMarked;
