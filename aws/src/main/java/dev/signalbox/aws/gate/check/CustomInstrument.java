package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Custom;
import dev.signalbox.core.gate.check.Invoked;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.definitions.json.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes functions that check. */
record CustomInstrument(Services services) {
  private static final int MOST = 256 * 1024;
  private static final int LONGEST = 1000;
  private static final int MOST_FIGURES = 50;

  /** What a function is told. */
  private record Told(Subject subject, Map<String, String> with, Instant deadline) {}

  Observation observe(Custom probe, Subject subject, Instant deadline) {
    var told = new Told(subject, probe.with(), deadline);
    InvokeResponse answer =
        Calls.call(
            "invoke function " + probe.function(),
            "The gate's role needs lambda:InvokeFunction",
            () ->
                services
                    .lambda()
                    .invoke(r ->
                        r.functionName(probe.function())
                            .payload(SdkBytes.fromByteArray(RecordJson.write(told)))));
    if (answer.functionError() != null) {
      return failed(answer.functionError());
    }
    byte[] payload = answer.payload() == null ? new byte[0] : answer.payload().asByteArray();
    if (payload.length > MOST) {
      return failed("its answer is longer than %d bytes".formatted(MOST));
    }
    try {
      return said(Tree.read(payload));
    } catch (IllegalArgumentException e) {
      return failed("its answer is not JSON");
    }
  }

  /** Whether it is there and may be invoked; it is not. */
  void tried(String function) {
    Calls.call(
        "invoke function " + function,
        "The gate's role needs lambda:InvokeFunction",
        () ->
            services
                .lambda()
                .invoke(r -> r.functionName(function).invocationType(InvocationType.DRY_RUN)));
  }

  private static Invoked failed(String why) {
    return new Invoked(Optional.of(why), Optional.empty(), "", List.of());
  }

  private static Invoked said(Tree answer) {
    List<Figure> figures = new ArrayList<>();
    answer
        .at("figures")
        .members()
        .forEach((name, value) ->
            value
                .text()
                .flatMap(CustomInstrument::number)
                .filter(_ -> figures.size() < MOST_FIGURES)
                .ifPresent(number -> figures.add(new Figure(cut(name), number, ""))));
    return new Invoked(
        Optional.empty(),
        answer.at("result").text().map(CustomInstrument::cut),
        answer.at("reason").text().map(CustomInstrument::cut).orElse("It gave no reason"),
        figures);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
