/** Services: as many tasks of one version as wished, whatever happens to them. */
@NullMarked
package dev.signalbox.local.ecs.service;

import org.jspecify.annotations.NullMarked;
