@NullMarked
package dev.signalbox.local.sqs;

import org.jspecify.annotations.NullMarked;
