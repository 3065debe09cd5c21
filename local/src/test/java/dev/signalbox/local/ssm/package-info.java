@NullMarked
package dev.signalbox.local.ssm;

import org.jspecify.annotations.NullMarked;
