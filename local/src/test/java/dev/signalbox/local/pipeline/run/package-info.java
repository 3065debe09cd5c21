@NullMarked
package dev.signalbox.local.pipeline.run;

import org.jspecify.annotations.NullMarked;
