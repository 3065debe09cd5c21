package dev.signalbox.core.route;

import dev.signalbox.core.release.Repository;

/** A rule: pushes like these start that. Routes know nothing of each other. */
public record Route(
    String name, Repository repository, BranchFilter branches, PathFilter paths, Start start) {}
