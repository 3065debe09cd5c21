@NullMarked
package dev.signalbox.aws.hosted;

import org.jspecify.annotations.NullMarked;
