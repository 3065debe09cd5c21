@NullMarked
package dev.signalbox.aws.codepipeline;

import org.jspecify.annotations.NullMarked;
