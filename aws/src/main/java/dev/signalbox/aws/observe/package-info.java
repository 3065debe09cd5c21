/** What was observed of pipelines, as everybody sees it. */
@NullMarked
package dev.signalbox.aws.observe;

import org.jspecify.annotations.NullMarked;
