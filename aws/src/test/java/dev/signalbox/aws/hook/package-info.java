@NullMarked
package dev.signalbox.aws.hook;

import org.jspecify.annotations.NullMarked;
