package dev.signalbox.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code ${variables}} of an {@code Fn::Sub}. */
final class Substitution {
  static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]+)}");

  private Substitution() {}

  /** Every name, literals ({@code ${!name}}) left out. */
  static List<String> variables(String text) {
    var names = new ArrayList<String>();
    var matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      var name = matcher.group(1).strip();
      if (!name.startsWith("!")) {
        names.add(name);
      }
    }
    return names;
  }
}
