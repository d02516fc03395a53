package io.symphra.cache.examples.shop;

import java.util.ArrayList;
import java.util.List;

/** The words the catalogue is written with. */
final class Words {

  static final List<String> THINGS = List.of(
      "backpack",
      "blanket",
      "bookcase",
      "bottle",
      "bowl",
      "brush",
      "candle",
      "chair",
      "clock",
      "coat",
      "cushion",
      "desk",
      "drill",
      "fan",
      "frame",
      "glove",
      "hammer",
      "hat",
      "headphones",
      "jacket",
      "jug",
      "kettle",
      "knife",
      "ladder",
      "lamp",
      "mirror",
      "mug",
      "notebook",
      "pan",
      "pillow",
      "plate",
      "pot",
      "printer",
      "rug",
      "saw",
      "scarf",
      "shelf",
      "shirt",
      "shoe",
      "speaker",
      "stool",
      "suitcase",
      "table",
      "teapot",
      "tent",
      "towel",
      "tray",
      "umbrella",
      "vase",
      "watch");
  static final List<String> MATERIALS = List.of(
      "aluminium",
      "bamboo",
      "birch",
      "ceramic",
      "copper",
      "cork",
      "cotton",
      "felt",
      "glass",
      "leather",
      "linen",
      "oak",
      "paper",
      "silk",
      "steel",
      "walnut",
      "wool");
  static final List<String> QUALITIES = List.of(
      "compact", "double", "folding", "heavy", "large", "light", "long", "low", "narrow", "plain",
      "round", "short", "slim", "small", "soft", "square", "striped", "tall", "thin", "wide");
  static final List<String> COLOURS = List.of(
      "black", "blue", "brown", "green", "grey", "orange", "red", "violet", "white", "yellow");
  static final List<String> SENTENCES = List.of(
      "Made to be used every day.",
      "Easy to clean with a damp cloth.",
      "Delivered in one parcel, ready to use.",
      "Two screws and a key are in the box.",
      "The colour may differ a little from the picture.",
      "Spare parts can be ordered for ten years.",
      "Weighs less than it looks.",
      "Fits through any door.",
      "Tested for private and for commercial use.",
      "The packaging is made of recycled paper.",
      "Keep away from open fire.",
      "Can be combined with the other sizes of the series.");
  static final List<String> OPINIONS = List.of(
      "Does what it should.",
      "Arrived a day early, well packed.",
      "A little smaller than I had expected.",
      "I have bought it again for my sister.",
      "The colour is nicer than in the picture.",
      "One screw was missing, sent within two days.",
      "Good value for the price.",
      "After a year it still looks new.",
      "Sent it back, it did not fit.");
  static final List<String> BRANDS = brands();
  static final List<String> CATEGORIES = categories();

  private Words() {}

  private static List<String> brands() {
    List<String> starts = List.of(
        "Al", "Bren", "Cor", "Dal", "El", "Fal", "Hol", "Jor", "Kel", "Lin", "Mor", "Nor", "Ost",
        "Per", "Quin", "Ros", "Sal", "Tor", "Ul", "Vel");
    List<String> ends = List.of(
        "bo", "dan", "fors", "gard", "ham", "ix", "kin", "lund", "mark", "na", "on", "pek", "ra",
        "sen", "ta", "um", "vik", "way", "yo", "zen");
    return crossed(starts, "", ends);
  }

  private static List<String> categories() {
    return crossed(
        List.of(
            "Bathroom",
            "Bedroom",
            "Children",
            "Garden",
            "Hobby",
            "Kitchen",
            "Living room",
            "Office",
            "Sports",
            "Travel"),
        " / ",
        List.of(
            "basics",
            "bestsellers",
            "decoration",
            "electrical",
            "furniture",
            "gifts",
            "lighting",
            "outdoor",
            "repair",
            "sale",
            "storage",
            "textiles",
            "tools"));
  }

  private static List<String> crossed(List<String> firsts, String between, List<String> seconds) {
    List<String> all = new ArrayList<>();
    for (String first : firsts) {
      for (String second : seconds) {
        all.add(first + between + second);
      }
    }
    return List.copyOf(all);
  }
}
