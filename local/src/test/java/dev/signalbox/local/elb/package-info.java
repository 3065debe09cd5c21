@NullMarked
package dev.signalbox.local.elb;

import org.jspecify.annotations.NullMarked;
