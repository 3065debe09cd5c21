package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.Gates;
import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Places;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A signalbox.yaml. */
public final class DefinitionFile {
  private static final List<String> KEYS =
      List.of("version", "dialect", "accounts", "repositories", "routes", "promotions", "gates");

  private DefinitionFile() {}

  /**
   * Reads a file and finds all that is wrong with it.
   *
   * @param name as problems are to name the file
   */
  public static Checked check(String name, byte[] content) {
    var problems = new Problems(name);
    Optional<Node> root =
        text(content, problems).flatMap(text -> Document.read(name, text, problems));
    Optional<Section> file = root.flatMap(node -> Section.of("the file", node, problems, KEYS));
    Optional<Routes> routes = file.map(section -> routes(section, problems));
    Gates gates =
        new Gates(
            file.flatMap(section -> section.find("gates"))
                .map(new GateList(problems)::read)
                .orElse(List.of()));
    return new Checked(
        routes.filter(_ -> !problems.hasErrors()).map(r -> CanonicalForm.definition(r, gates)),
        problems.all(),
        root.filter(_ -> !problems.hasErrors())
            .map(node -> Paths.of(name, node))
            .orElseGet(() -> new Places(name, Map.of())));
  }

  private static Optional<String> text(byte[] content, Problems problems) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.error(Optional.empty(), "the file is not UTF-8");
      return Optional.empty();
    }
  }

  private static Routes routes(Section section, Problems problems) {
    section.require("version").ifPresent(node -> checkVersion(node, problems));
    var accounts = new Accounts(problems);
    section.require("accounts").ifPresent(accounts::read);
    var repositories = new Repositories(problems, accounts);
    section.require("repositories").ifPresent(repositories::read);
    Optional<Dialect> dialect =
        section.find("dialect").flatMap(node -> RouteList.dialect(node, problems));
    var list = new RouteList(problems, accounts, repositories, dialect);
    List<Route> routes = section.require("routes").map(list::read).orElse(List.of());
    List<Promotion> promotions =
        section
            .find("promotions")
            .map(new Promotions(problems, accounts, dialect)::read)
            .orElse(List.of());
    if (!problems.hasErrors()) {
      list.prove(routes);
    }
    return new Routes(accounts.all(), repositories.all(), routes, promotions);
  }

  private static void checkVersion(Node node, Problems problems) {
    if (!(node instanceof ScalarNode scalar)
        || !scalar.getTag().equals(Tag.INT)
        || !scalar.getValue().equals("1")) {
      problems.error(node, "'version' must be 1: it is the only one there is");
    }
  }
}
