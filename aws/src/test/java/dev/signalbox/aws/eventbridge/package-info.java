@NullMarked
package dev.signalbox.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
