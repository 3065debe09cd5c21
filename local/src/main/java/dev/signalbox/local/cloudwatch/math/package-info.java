/** Metric math: expressions over the figures of several metrics. */
@NullMarked
package dev.signalbox.local.cloudwatch.math;

import org.jspecify.annotations.NullMarked;
