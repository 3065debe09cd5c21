@NullMarked
package dev.signalbox.local.s3;

import org.jspecify.annotations.NullMarked;
