/** Work that pipelines hand to functions and to workers of one's own, and what these answer. */
@NullMarked
package dev.signalbox.local.pipeline.job;

import org.jspecify.annotations.NullMarked;
