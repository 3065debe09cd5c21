package dev.signalbox.cli.demo;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * One push of the demo, and what must come of it.
 *
 * @param foreseen how the execution of each pipeline that must be started must end
 */
record Step(String title, List<Change> changes, Map<String, PipelineExecutionStatus> foreseen) {
  private static final PipelineExecutionStatus GOOD = PipelineExecutionStatus.SUCCEEDED;
  private static final String SLIP = "a slip of the pen\n";
  private static final PipelineExecutionStatus BAD = PipelineExecutionStatus.FAILED;

  /** What is changed in a file. */
  sealed interface Change {
    String file();

    /** The file's text, changed. */
    String in(String text);

    /** Added at the end. */
    record Added(String file, String text) implements Change {
      @Override
      public String in(String before) {
        return before + text;
      }
    }

    /** Taken away where it stands. */
    record Removed(String file, String text) implements Change {
      @Override
      public String in(String before) {
        if (!before.contains(text)) {
          throw new IllegalStateException(file + " does not say " + text);
        }
        return before.replace(text, "");
      }
    }
  }

  static final List<Step> ALL =
      List.of(
          new Step(
              "The first push of everything",
              List.of(),
              Map.of("shop-api", GOOD, "shop-web", GOOD, "shop-pricing", GOOD)),
          new Step(
              "A change to one service",
              List.of(new Change.Added("api/src/shop/api/Checkout.java", "interface Refund {}\n")),
              Map.of("shop-api", GOOD)),
          new Step(
              "A change to documentation only",
              List.of(new Change.Added("docs/prices.md", "More soon.\n")),
              Map.of()),
          new Step(
              "A change that breaks the build",
              List.of(new Change.Added("web/src/shop/web/Page.java", SLIP)),
              Map.of("shop-web", BAD)),
          new Step(
              "A change that answers errors",
              List.of(
                  new Change.Removed("web/src/shop/web/Page.java", SLIP),
                  new Change.Removed("api/src/shop/api/Server.java", ", \"pear\", new Price(55)")),
              Map.of("shop-api", BAD)));
}
