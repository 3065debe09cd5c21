@NullMarked
package dev.signalbox.local.dynamodb;

import org.jspecify.annotations.NullMarked;
