package dev.signalbox.definitions.yaml;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.On;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads how a route makes a pipeline for each branch. */
final class Ephemerals {
  private static final List<String> KEYS = List.of("template", "name", "ttl", "on-delete", "most");
  private static final List<String> POLICIES =
      Arrays.stream(Ephemeral.OnDelete.values()).map(Ephemeral.OnDelete::word).toList();
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9.@_-]|\\$\\{(branch|repository)\\}){1,200}");
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,2})([hd])");
  private static final Duration USUAL_TTL = Duration.ofDays(7);
  private static final int USUAL_MOST = 50;

  private final Problems problems;

  Ephemerals(Problems problems) {
    this.problems = problems;
  }

  /** All but where the template is. */
  record Plan(String template, String name, Duration ttl, Ephemeral.OnDelete onDelete, int most) {
    Ephemeral of(PipelineId place) {
      return new Ephemeral(place, name, ttl, onDelete, most);
    }
  }

  Optional<Plan> read(Node node) {
    return Section.of("'ephemeral'", node, problems, KEYS)
        .flatMap(section -> {
          Optional<String> template =
              section
                  .requireText("template")
                  .flatMap(t -> Names.shaped(t, Names.PIPELINE, "a pipeline's name", problems));
          Optional<String> name = section.requireText("name").filter(this::isName).map(Text::value);
          Duration ttl = section.text("ttl").map(this::ttl).orElse(USUAL_TTL);
          Ephemeral.OnDelete policy =
              section.text("on-delete").map(this::policy).orElse(Ephemeral.OnDelete.STOP);
          int most = section.find("most").map(this::most).orElse(USUAL_MOST);
          return template.isPresent() && name.isPresent()
              ? Optional.of(new Plan(template.get(), name.get(), ttl, policy, most))
              : Optional.empty();
        });
  }

  /** Tells what a branch's own pipeline cannot be for, or be in. */
  void fit(Node ephemeral, Optional<On> on, Optional<Account> account) {
    on.filter(o -> !(o instanceof On.Branches))
        .ifPresent(_ -> problems.error(ephemeral, "ephemeral pipelines are for 'branches' only"));
    on.flatMap(On::gitRepository)
        .filter(repository -> repository.provider() != Provider.CODECOMMIT)
        .ifPresent(_ ->
            problems.error(ephemeral, "ephemeral pipelines are for repositories in CodeCommit"));
    account
        .filter(a -> a.reach() instanceof Reach.Bus)
        .ifPresent(a ->
            problems.error(
                ephemeral,
                "account '%s' is reached by a bus: write this route in its own definition"
                    .formatted(a.name())));
  }

  private boolean isName(Text name) {
    boolean shaped = Names.shaped(name, NAME, "a pattern of names", problems).isPresent();
    if (shaped && !name.value().contains("${branch}")) {
      problems.error(
          name.node(), "every branch needs a pipeline of another name: put ${branch} into it");
      return false;
    }
    return shaped;
  }

  private Duration ttl(Text text) {
    Matcher time = TIME.matcher(text.value());
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      Duration ttl = time.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
      if (ttl.compareTo(Ephemeral.SHORTEST_TTL) >= 0 && ttl.compareTo(Ephemeral.LONGEST_TTL) <= 0) {
        return ttl;
      }
    }
    problems.error(
        text.node(),
        "'ttl' is 1h to 365d, in hours or days as in 36h and 7d, not '%s'".formatted(text.value()));
    return USUAL_TTL;
  }

  private Ephemeral.OnDelete policy(Text text) {
    Optional<Ephemeral.OnDelete> policy = Ephemeral.OnDelete.of(text.value());
    if (policy.isEmpty()) {
      problems.error(
          text.node(),
          "'on-delete' is one of %s, not '%s'%s"
              .formatted(
                  String.join(", ", POLICIES),
                  text.value(),
                  Suggestion.among(POLICIES, text.value())));
    }
    return policy.orElse(Ephemeral.OnDelete.STOP);
  }

  private int most(Node node) {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().matches("[1-9][0-9]{0,3}")
        && Integer.parseInt(scalar.getValue()) <= Ephemeral.MOST_OF_ALL) {
      return Integer.parseInt(scalar.getValue());
    }
    problems.error(node, "'most' is a number from 1 to %d".formatted(Ephemeral.MOST_OF_ALL));
    return USUAL_MOST;
  }
}
