package dev.signalbox.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.lambda.FunctionRecord.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeStoreTest {
  @TempDir private Path directory;
  private Path build = Path.of(".");
  private CodeStore store = new CodeStore(Path.of("."), new NoObjects());

  @BeforeEach
  void open() throws IOException {
    build = directory.resolve("build/x;curl é");
    Files.createDirectories(build.resolve("lib"));
    store = new CodeStore(Files.createDirectory(directory.resolve("kept")), new NoObjects());
    write("lib/a.jar", "one");
    write("Handler.class", "");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(build.resolve(name), content);
  }

  private Code built() {
    return CodeStore.at(build.toString());
  }

  @Test
  void aDirectoryThatIsBuiltAnewIsOtherCode() throws IOException {
    Code before = built();
    assertThat(built()).isEqualTo(before);
    write("lib/a.jar", "two");
    assertThat(built().sha256()).isNotEqualTo(before.sha256());
  }

  @Test
  void whatMovesFromANameIntoAContentIsOtherCode() throws IOException {
    write("ab", "c");
    Code before = built();
    Files.delete(build.resolve("ab"));
    write("a", "bc");
    assertThat(built().sha256()).isNotEqualTo(before.sha256());
  }

  @Test
  void aDirectoryIsKeptAsItIsWhenItIsBuiltAnew() throws IOException {
    Code kept = store.keep(built());
    write("lib/a.jar", "two");
    assertThat(Path.of(kept.path()).resolve("lib/a.jar")).hasContent("one");
    assertThat(store.keep(kept)).isEqualTo(kept);
    assertThat(CodeStore.at(kept.path()).sha256()).isEqualTo(kept.sha256());
    assertThat(store.keep(built()).path()).isNotEqualTo(kept.path());
  }

  @Test
  void codeThatIsNotThereYetIsLookedForWhenItIsRun() {
    Code missing = CodeStore.at(directory.resolve("not-built.zip").toString());
    assertThat(store.keep(missing)).isEqualTo(missing);
  }
}
