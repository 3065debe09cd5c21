@NullMarked
package dev.signalbox.local.ecr;

import org.jspecify.annotations.NullMarked;
