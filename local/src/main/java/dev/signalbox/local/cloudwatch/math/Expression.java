package dev.signalbox.local.cloudwatch.math;

import dev.signalbox.local.api.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Reads an expression and works it out as it reads. */
public final class Expression {
  private static final int DEEPEST = 100;

  private final List<String> words;
  private final Terms terms;
  private int next;
  private int depth;

  private Expression(List<String> words, Terms terms) {
    this.words = words;
    this.terms = terms;
  }

  /**
   * @throws AwsError ValidationError where it is not one, 501 for functions that are not known here
   */
  public static Value of(String text, Terms terms) {
    Expression expression = new Expression(Words.of(text), terms);
    Value value = expression.either();
    if (expression.next < expression.words.size()) {
      throw invalid("Unexpected '" + expression.words.get(expression.next) + "'");
    }
    return value;
  }

  static AwsError invalid(String message) {
    return AwsError.of("ValidationError", "Error in expression: " + message);
  }

  private String peek() {
    return next < words.size() ? words.get(next) : "";
  }

  private boolean take(String word) {
    boolean there = peek().equalsIgnoreCase(word);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String word) {
    if (!take(word)) {
      throw invalid("Expected '" + word + "' instead of '" + peek() + "'");
    }
  }

  private Value either() {
    Value left = both();
    while (take("OR") || take("||")) {
      left = joined(left, both(), (a, b) -> a != 0 || b != 0 ? 1 : 0);
    }
    return left;
  }

  private Value both() {
    Value left = compared();
    while (take("AND") || take("&&")) {
      left = joined(left, compared(), (a, b) -> a != 0 && b != 0 ? 1 : 0);
    }
    return left;
  }

  private Value compared() {
    Value left = added();
    while (peek().matches("[<>]=?|==|!=")) {
      String operator = words.get(next++);
      left = joined(left, added(), (a, b) -> Comparison.of(operator, a, b));
    }
    return left;
  }

  private Value added() {
    Value left = multiplied();
    while (peek().matches("[+-]")) {
      boolean plus = words.get(next++).equals("+");
      left = joined(left, multiplied(), (a, b) -> plus ? a + b : a - b);
    }
    return left;
  }

  private Value multiplied() {
    Value left = signed();
    while (peek().matches("[*/]")) {
      boolean times = words.get(next++).equals("*");
      left = joined(left, signed(), (a, b) -> times ? a * b : a / b);
    }
    return left;
  }

  private Value signed() {
    if (take("-")) {
      return joined(new Value.Scalar(0), signed(), (a, b) -> a - b);
    }
    Value base = term();
    return take("^") ? joined(base, signed(), Math::pow) : base;
  }

  private static Value joined(Value left, Value right, DoubleBinaryOperator operator) {
    return new Sum(operator).of(left, right);
  }

  /** The reader calls itself for every level of nesting. */
  private Value term() {
    if (++depth > DEEPEST) {
      throw invalid("nested more than " + DEEPEST + " deep");
    }
    Value term = nested();
    depth--;
    return term;
  }

  private Value nested() {
    if (take("(")) {
      Value inner = either();
      expect(")");
      return inner;
    }
    if (take("[")) {
      return new Value.Several(arguments("]"));
    }
    String word = peek();
    next++;
    if (word.matches("\\d.*|\\..+")) {
      return new Value.Scalar(Words.number(word));
    }
    if (!word.matches("[A-Za-z_].*")) {
      throw invalid("Unexpected '" + word + "'");
    }
    if (word.matches("[A-Z]+") && !peek().equals("(")) {
      throw AwsError.notImplemented("monitoring", word + " in expressions");
    }
    return take("(") ? new Function(word, terms).of(arguments(")")) : terms.value(word);
  }

  private List<Value> arguments(String end) {
    List<Value> arguments = new ArrayList<>();
    while (!take(end)) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(either());
    }
    return arguments;
  }
}
