package dev.signalbox.local.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An element of a request's XML body, whatever its namespace. */
record Document(Element element) {

  /** One that was checked when it was stored. */
  static Document stored(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws dev.signalbox.local.api.AwsError MalformedXML when the body is not XML with this root,
   *     or has a document type
   */
  static Document parse(byte[] body, String root) {
    var document = parse(body);
    if (!document.name().equals(root)) {
      throw S3Error.malformedXml();
    }
    return document;
  }

  private static Document parse(byte[] body) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new Document(builder.parse(new ByteArrayInputStream(body)).getDocumentElement());
    } catch (SAXException e) {
      throw S3Error.malformedXml();
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("Every JDK reads XML from memory", e);
    }
  }

  String name() {
    return element.getLocalName();
  }

  List<Document> children() {
    var children = new ArrayList<Document>();
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(new Document(child));
      }
    }
    return children;
  }

  List<Document> all(String name) {
    return children().stream().filter(it -> it.name().equals(name)).toList();
  }

  Optional<Document> child(String name) {
    return children().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The text of the child of that name. */
  Optional<String> text(String name) {
    return child(name).map(Document::text);
  }

  String text() {
    return element.getTextContent();
  }
}
