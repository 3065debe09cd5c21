/** Loads CloudFormation and SAM templates and makes their resources through the services. */
@NullMarked
package dev.signalbox.local.template;

import org.jspecify.annotations.NullMarked;
