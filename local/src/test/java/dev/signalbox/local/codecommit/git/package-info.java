@NullMarked
package dev.signalbox.local.codecommit.git;

import org.jspecify.annotations.NullMarked;
