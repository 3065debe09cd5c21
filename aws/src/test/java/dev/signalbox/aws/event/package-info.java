@NullMarked
package dev.signalbox.aws.event;

import org.jspecify.annotations.NullMarked;
