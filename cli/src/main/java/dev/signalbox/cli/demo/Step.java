package dev.signalbox.cli.demo;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * One push of the demo, and what must come of it.
 *
 * @param file the file that is changed
 * @param append what is added at its end
 * @param foreseen how the execution of each pipeline that must be started must end
 */
record Step(
    String title, String file, String append, Map<String, PipelineExecutionStatus> foreseen) {
  private static final PipelineExecutionStatus GOOD = PipelineExecutionStatus.SUCCEEDED;
  private static final PipelineExecutionStatus BAD = PipelineExecutionStatus.FAILED;

  static final List<Step> ALL =
      List.of(
          new Step(
              "The first push of everything",
              "README.md",
              "",
              Map.of("shop-api", GOOD, "shop-web", GOOD, "shop-pricing", GOOD)),
          new Step(
              "A change to one service",
              "api/src/shop/api/Checkout.java",
              "interface Refund {}\n",
              Map.of("shop-api", GOOD)),
          new Step("A change to documentation only", "docs/prices.md", "More soon.\n", Map.of()),
          new Step(
              "A change that breaks the build",
              "web/src/shop/web/Page.java",
              "a slip of the pen\n",
              Map.of("shop-web", BAD)));
}
