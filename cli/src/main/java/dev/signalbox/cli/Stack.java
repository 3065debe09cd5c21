package dev.signalbox.cli;

import dev.signalbox.local.Local;
import dev.signalbox.local.template.Deployed;
import dev.signalbox.local.template.TemplateProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The template that is deployed onto {@code local}, and where. */
final class Stack {
  static final String ACCOUNT = "111111111111";
  static final String REGION = "eu-west-1";

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "A SAM or CloudFormation template to deploy. Default: Signalbox's own.")
  private @Nullable Path file;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A value for one of the template's parameters; can be given more than once.")
  private List<String> parameters = List.of();

  Path file() {
    return file == null ? Home.fromLauncher().template() : file;
  }

  boolean isGiven() {
    return file != null || !parameters.isEmpty();
  }

  /** Said before anything is started. */
  void check() {
    if (!Files.isRegularFile(file())) {
      throw UserError.wrongUse("There is no template " + file());
    }
    values();
  }

  Deployed deployTo(Local local) {
    try {
      return local.deploy(ACCOUNT, REGION, "signalbox", file(), values());
    } catch (TemplateProblems e) {
      throw UserError.failed("the template cannot be deployed:\n" + e.getMessage());
    }
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw UserError.wrongUse("--parameter takes NAME=VALUE, got '" + parameter + "'");
      }
      values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return values;
  }

  /** The functions' names by their logical ids, in the order of the template. */
  static Map<String, String> functions(Deployed deployed) {
    Map<String, String> functions = new LinkedHashMap<>();
    deployed.resources().stream()
        .filter(it ->
            it.type().equals("AWS::Serverless::Function")
                || it.type().equals("AWS::Lambda::Function"))
        .forEach(it -> functions.put(it.logicalId(), it.id()));
    return functions;
  }
}
