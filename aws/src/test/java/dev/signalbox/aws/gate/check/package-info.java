@NullMarked
package dev.signalbox.aws.gate.check;

import org.jspecify.annotations.NullMarked;
