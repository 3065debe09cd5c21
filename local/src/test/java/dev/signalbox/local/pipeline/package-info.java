@NullMarked
package dev.signalbox.local.pipeline;

import org.jspecify.annotations.NullMarked;
