@NullMarked
package dev.signalbox.aws.gate;

import org.jspecify.annotations.NullMarked;
