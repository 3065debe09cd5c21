@NullMarked
package dev.signalbox.aws.json;

import org.jspecify.annotations.NullMarked;
