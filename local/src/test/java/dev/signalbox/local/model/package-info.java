@NullMarked
package dev.signalbox.local.model;

import org.jspecify.annotations.NullMarked;
