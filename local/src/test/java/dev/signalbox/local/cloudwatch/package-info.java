@NullMarked
package dev.signalbox.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
