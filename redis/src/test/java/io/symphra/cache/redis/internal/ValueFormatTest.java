package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.symphra.cache.redis.ValueCodecs;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.spi.ValueCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What comes back from a server is untrusted: it is an entry or a miss, and never an exception. */
class ValueFormatTest {

  record Product(long id, String name, List<String> tags) {}

  private static final int MAXIMUM = 4_096;

  private final Counters counters = new Counters();
  private final ValueFormat<Product> products = format(ValueCodecs.json(Product.class), 1, 0, 100);
  private final ValueFormat<byte[]> bytes = format(ValueCodecs.bytes(), 2, 0, 100);

  private <V> ValueFormat<V> format(ValueCodec<V> codec, int id, int schema, int compressAbove) {
    Duration second = Duration.ofSeconds(1);
    TierSettings settings = new TierSettings(
        List.of(RedisURI.create("redis://localhost")),
        "test",
        second,
        second,
        second,
        second,
        compressAbove,
        MAXIMUM,
        ValueCodecs.jsonMapper(),
        Ticker.system(),
        Optional.empty(),
        false);
    return new ValueFormat<>("products", codec, new EntryFormat(id, schema), settings, counters);
  }

  private static <V> StoredEntry<V> entry(V value) {
    return new StoredEntry<>(
        value,
        0,
        Duration.ofMinutes(3),
        Duration.ofSeconds(7),
        Duration.ofNanos(123_456_789),
        OptionalLong.of(-42));
  }

  @Property(tries = 5_000)
  void randomBytesAreAMiss(@ForAll @Size(max = 300) byte[] random) {
    assertThat(products.read(random)).isNull();
    assertThat(bytes.read(random)).isNull();
  }

  @Property(tries = 5_000)
  void randomBytesBehindAGoodSignatureAreAnEntryOrAMiss(@ForAll @Size(max = 300) byte[] random) {
    byte[] signature = products.signature();
    byte[] signed = Arrays.copyOf(signature, signature.length + random.length);
    System.arraycopy(random, 0, signed, signature.length, random.length);

    StoredEntry<Product> read = products.read(signed);

    assertThat(read == null || read.isNegative() || read.value() != null).isTrue();
  }

  @Property(tries = 5_000)
  void mutatedEntriesAreAnEntryOrAMissAndNeverLarge(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int mutations) {
    Random random = new Random(seed);
    byte[] written = written(random);
    for (int i = 0; i < mutations; i++) {
      switch (random.nextInt(4)) {
        case 0 -> written[random.nextInt(written.length)] = (byte) random.nextInt();
        case 1 ->
          written[random.nextInt(Math.min(EntryFormat.HEADER, written.length))] ^=
              (byte) (1 << random.nextInt(8));
        case 2 -> written = Arrays.copyOf(written, 1 + random.nextInt(written.length));
        default -> written = Arrays.copyOf(written, written.length + random.nextInt(5));
      }
    }

    StoredEntry<byte[]> read = bytes.read(written);

    if (read != null && read.value() != null) {
      assertThat(read.value().length).isLessThanOrEqualTo(MAXIMUM);
    }
    products.read(written);
  }

  private byte[] written(Random random) {
    byte[] value = new byte[random.nextInt(MAXIMUM)];
    Arrays.fill(value, (byte) random.nextInt());
    byte[] written = bytes.write(() -> "7", entry(value));
    assertThat(written).isNotNull();
    return written;
  }

  @Property(tries = 500)
  void everyValueComesBack(@ForAll @Size(max = 3_000) byte[] value) {
    byte[] written = bytes.write(() -> "7", entry(value));
    assertThat(written).isNotNull();

    StoredEntry<byte[]> read = bytes.read(written);

    assertThat(read).isNotNull();
    assertThat(read.value()).isEqualTo(value);
    assertThat(read.withValue(null)).isEqualTo(entry(value).withValue(null));
  }

  @Example
  void aLengthThatIsALieMakesNoRoom() {
    byte[] written = bytes.write(() -> "7", entry(new byte[4_000]));
    assertThat(written).hasSizeLessThan(400);
    ByteBuffer.wrap(written).putInt(EntryFormat.HEADER - 4, Integer.MAX_VALUE);

    assertThat(bytes.read(written)).isNull();

    ByteBuffer.wrap(written).putInt(EntryFormat.HEADER - 4, -1);
    assertThat(bytes.read(written)).isNull();
    assertThat(counters.undecodable()).isEqualTo(2);
  }

  @Example
  void compressedBytesThatAreNoneAreAMiss() {
    byte[] written = bytes.write(() -> "7", entry(new byte[4_000]));
    Arrays.fill(written, EntryFormat.HEADER, written.length, (byte) 0xFF);

    assertThat(bytes.read(written)).isNull();
  }

  @Example
  void anEntryOfAnotherCodecOrSchemaIsAMiss() {
    byte[] written = products.write(() -> "7", entry(new Product(1, "tea", List.of())));

    assertThat(products.read(written)).isNotNull();
    assertThat(format(ValueCodecs.json(Product.class), 9, 0, 100).read(written)).isNull();
    assertThat(format(ValueCodecs.json(Product.class), 1, 3, 100).read(written)).isNull();
    written[2]++;
    assertThat(products.read(written)).as("another format").isNull();
  }

  @Example
  void aValueAboveTheMaximumIsNotStored() {
    assertThat(bytes.write(() -> "7", entry(new byte[MAXIMUM]))).isNotNull();
    assertThat(bytes.write(() -> "7", entry(new byte[MAXIMUM + 1]))).isNull();
    assertThat(counters.tooLarge()).isEqualTo(1);
  }

  @Example
  void aValueThatCannotBeEncodedIsNotStored() {
    ValueFormat<String> strings = format(ValueCodecs.strings(), 3, 0, 100);

    assertThat(strings.write(() -> "7", entry("\uD800"))).isNull();
    assertThat(counters.notEncodable()).isEqualTo(1);
    assertThat(strings.read(strings.write(() -> "7", entry("é \uD83D\uDE00"))).value())
        .isEqualTo("é \uD83D\uDE00");
  }

  @Example
  void aCodecThatThrowsOnReadingIsAMiss() {
    ValueFormat<String> throwing = format(
        new ValueCodec<>() {
          @Override
          public byte[] encode(String value) {
            return value.getBytes(UTF_8);
          }

          @Override
          public String decode(byte[] encoded) {
            throw new IllegalStateException("whatever");
          }
        },
        4,
        0,
        100);

    assertThat(throwing.read(throwing.write(() -> "7", entry("a")))).isNull();
  }

  @Example
  void aNegativeEntryHasNoPayload() {
    StoredEntry<Product> negative =
        StoredEntry.negative(Duration.ofSeconds(5), Duration.ofMillis(3));
    byte[] written = products.write(() -> "7", negative);

    assertThat(written).hasSize(EntryFormat.HEADER);
    assertThat(products.read(written)).isEqualTo(negative);
    assertThat(products.read(Arrays.copyOf(written, written.length + 1))).isNull();
  }

  @Example
  void theLongestTimesComeBackAndNoneIsNone() {
    StoredEntry<Product> negative = new StoredEntry<>(
        null, 0, StoredEntry.LONGEST, StoredEntry.LONGEST, Duration.ZERO, OptionalLong.empty());

    assertThat(products.read(products.write(() -> "7", negative))).isEqualTo(negative);
  }

  @Example
  void whatDoesNotGetSmallerIsNotCompressed() {
    byte[] noise = new byte[1_000];
    new Random(1).nextBytes(noise);

    assertThat(bytes.write(() -> "7", entry(noise))).hasSize(EntryFormat.HEADER + 1_000);
    assertThat(bytes.write(() -> "7", entry(new byte[1_000])))
        .hasSizeLessThan(EntryFormat.HEADER + 100);
    assertThat(bytes.write(() -> "7", entry(new byte[100])))
        .as("not above the threshold")
        .hasSize(EntryFormat.HEADER + 100);
  }
}
