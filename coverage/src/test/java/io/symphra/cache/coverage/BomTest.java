package io.symphra.cache.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent, so nothing else would notice that it fell behind. */
class BomTest {
  private static final List<String> NOT_FOR_USERS =
      List.of("benchmarks", "benchmarks-jetcache", "coverage", "examples");

  @Test
  void listsEveryModuleForUsers() throws Exception {
    List<String> forUsers = texts("pom.xml", "/project/modules/module").stream()
        .filter(module -> !module.equals("bom") && !NOT_FOR_USERS.contains(module))
        .map(module -> "symphra-cache-" + module)
        .toList();

    assertThat(texts("bom/pom.xml", "//dependencyManagement//artifactId"))
        .containsExactlyInAnyOrderElementsOf(forUsers);
  }

  @Test
  void hasTheVersionOfTheBuild() throws Exception {
    assertThat(texts("bom/pom.xml", "/project/version"))
        .isEqualTo(texts("pom.xml", "/project/version"));
  }

  private static List<String> texts(String pom, String path) throws Exception {
    Document document = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Modules.ROOT.resolve(pom).toFile());
    NodeList nodes = (NodeList)
        XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
