@NullMarked
package dev.signalbox.aws.evidence;

import org.jspecify.annotations.NullMarked;
