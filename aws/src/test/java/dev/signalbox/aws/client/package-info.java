@NullMarked
package dev.signalbox.aws.client;

import org.jspecify.annotations.NullMarked;
