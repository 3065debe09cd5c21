package dev.signalbox.local.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts resources in an order in which each comes after what it needs. */
final class MakingOrder {
  private final Map<String, Declaration> declarations;
  private final Findings findings;
  private final List<Declaration> ordered = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  private MakingOrder(Map<String, Declaration> declarations, Findings findings) {
    this.declarations = declarations;
    this.findings = findings;
  }

  /** As the template has them, as far as needs allow; a circle is a problem. */
  static List<Declaration> of(Map<String, Declaration> declarations, Findings findings) {
    var order = new MakingOrder(declarations, findings);
    declarations.values().forEach(order::visit);
    return order.ordered;
  }

  private void visit(Declaration declaration) {
    var id = declaration.logicalId();
    if (done.contains(id)) {
      return;
    }
    if (path.contains(id)) {
      var circle = new ArrayList<>(path.reversed());
      circle.add(id);
      findings.problem(
          declaration.at(),
          "circular dependency: "
              + String.join(" -> ", circle.subList(circle.indexOf(id), circle.size())));
      return;
    }
    path.push(id);
    for (var need : declaration.needs()) {
      var needed = declarations.get(need);
      if (needed != null) {
        visit(needed);
      }
    }
    path.pop();
    done.add(id);
    ordered.add(declaration);
  }
}
