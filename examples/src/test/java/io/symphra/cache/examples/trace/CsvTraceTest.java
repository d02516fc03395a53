package io.symphra.cache.examples.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTraceTest {

  @TempDir
  Path folder;

  @Test
  void readsTheKeysOfOneColumnInTheirOrder() throws IOException {
    Path log = log("ts,key,status\n1,a,200\n2,b,200\n3,a,404\n4,\"c, \"\"quoted\"\"\",200\n");

    Trace trace = new CsvTrace(log, "key").read();

    assertThat(keysOf(trace.history())).containsExactly("a", "b");
    assertThat(keysOf(trace.traffic())).containsExactly("a", "c, \"quoted\"");
    assertThat(trace.keys()).containsExactly("a", "b", "c, \"quoted\"");
    assertThat(trace.remark()).isEmpty();
  }

  @Test
  void takesTheColumnThatIsNamed() throws IOException {
    Path log = log("path,key\n/a,1\n/b,1\n");

    assertThat(new CsvTrace(log, "path").read().keys()).containsExactly("/a", "/b");
  }

  @Test
  void readsGzipWhateverTheFileIsCalled() throws IOException {
    Path log = folder.resolve("log.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
      out.write("key\nä\nb\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThat(new CsvTrace(log, "key").read().keys()).containsExactly("ä", "b");
  }

  @Test
  void acceptsAByteOrderMarkAndSpacesInTheHeader() throws IOException {
    assertThat(new CsvTrace(log("\uFEFFkey , ts\na,1\nb,2\n"), "key").read().keys())
        .containsExactly("a", "b");
  }

  @Test
  void leavesOutLinesWithoutAKeyAndSaysSo() throws IOException {
    Trace trace = new CsvTrace(log("ts,key\n1,a\n2,\n3\n\n4,b\n"), "key").read();

    assertThat(trace.keys()).containsExactly("a", "b");
    assertThat(trace.remark()).hasValue("2 lines without a key were left out");
  }

  @Test
  void isCutAtEachLimitAndSaysSo() throws IOException {
    Path log = log("key\naa\nbb\naa\ncc\n");

    Trace byRequests = new CsvTrace(log, "key", new TraceLimits(3, 9, 99, 9)).read();
    Trace byKeys = new CsvTrace(log, "key", new TraceLimits(9, 2, 99, 9)).read();
    Trace byCharacters = new CsvTrace(log, "key", new TraceLimits(9, 9, 5, 9)).read();

    for (Trace cut : List.of(byRequests, byKeys, byCharacters)) {
      assertThat(cut.size()).isEqualTo(3);
      assertThat(cut.remark().orElseThrow()).startsWith("the log was cut after 3 requests");
    }
  }

  @Test
  void aTraceJustWithinItsLimitsIsNotCut() throws IOException {
    Trace trace = new CsvTrace(log("key\na\nb\n"), "key", new TraceLimits(2, 2, 2, 1)).read();

    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.remark()).isEmpty();
  }

  @Test
  void refusesWhatCannotBePlayedNamingTheFile() throws IOException {
    Path log = folder.resolve("log.csv");

    assertRefused(log, "log.csv does not exist");
    assertRefused(folder, "is a folder");
    assertRefused(log(""), "is empty; allowed: a header line");
    assertRefused(log("time,id\n1,a\n2,b\n"), "has no column 'key'; its columns are: time, id");
    assertRefused(log("key\n"), "has 0 requests with a key; allowed: at least 2");
    assertRefused(log("key\na\n"), "has 1 requests with a key");
    assertRefused(log("key\na\n" + "b".repeat(501) + "\n"), "the key of request 2 is not allowed");
    assertRefused(log("key\na\nb\0\n"), "allowed: 1 to 500 characters, none of them NUL");
  }

  @Test
  void refusesABrokenGzipFile() throws IOException {
    Path log = folder.resolve("broken.csv.gz");
    Files.write(log, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});

    assertRefused(log, "broken.csv.gz cannot be read");
  }

  private static void assertRefused(Path log, String why) {
    assertThatThrownBy(() -> new CsvTrace(log, "key").read())
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(log.toString());
  }

  private Path log(String content) throws IOException {
    return Files.writeString(folder.resolve("log.csv"), content);
  }

  private static List<String> keysOf(Requests requests) {
    return IntStream.range(0, requests.size()).mapToObj(requests::key).toList();
  }
}
