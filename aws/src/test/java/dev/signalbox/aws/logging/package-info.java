@NullMarked
package dev.signalbox.aws.logging;

import org.jspecify.annotations.NullMarked;
