@NullMarked
package dev.signalbox.aws;

import org.jspecify.annotations.NullMarked;
