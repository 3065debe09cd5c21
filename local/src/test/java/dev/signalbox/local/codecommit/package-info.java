@NullMarked
package dev.signalbox.local.codecommit;

import org.jspecify.annotations.NullMarked;
