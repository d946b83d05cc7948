package org.meterport.han.utility;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element with either text or children: all the XML these messages need. */
record Element(String name, String text, List<Element> children) {
    static final String NAMESPACE = "urn:meterport:head-end:v1";

    Element {
        children = List.copyOf(children);
    }

    static Element of(String name, Object text) {
        return new Element(name, text.toString(), List.of());
    }

    static Element of(String name, List<Element> children) {
        return new Element(name, "", children);
    }

    /** The first child of this name. */
    Optional<Element> child(String wanted) {
        return children.stream().filter(one -> one.name.equals(wanted)).findFirst();
    }

    List<Element> all(String wanted) {
        return children.stream().filter(one -> one.name.equals(wanted)).toList();
    }

    /**
     * The text of a child.
     *
     * @throws IllegalArgumentException when it is not there
     */
    String need(String wanted) {
        return child(wanted)
                .map(Element::text)
                .orElseThrow(() -> new IllegalArgumentException("<" + name + "> lacks <" + wanted + ">"));
    }

    /** The text of a child, empty when it is not there or has none. */
    Optional<String> maybe(String wanted) {
        return child(wanted).map(Element::text).filter(value -> !value.isEmpty());
    }

    String xml() {
        var out = new StringWriter();
        try {
            var writer = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            writer.writeStartDocument("UTF-8", "1.0");
            write(writer, true);
            writer.writeEndDocument();
            writer.close();
            return out.toString();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("a message holds a character that XML does not have", e);
        }
    }

    private void write(XMLStreamWriter out, boolean root) throws XMLStreamException {
        out.writeStartElement(name);
        if (root) {
            out.writeDefaultNamespace(NAMESPACE);
        }
        out.writeCharacters(text);
        for (var child : children) {
            child.write(out, false);
        }
        out.writeEndElement();
    }

    /**
     * Reads a document without looking at namespaces, and without fetching anything it may name.
     *
     * @throws IllegalArgumentException when it is not well-formed, or has a document type
     */
    static Element parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return of(builder.parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this platform has no safe XML reader", e);
        } catch (SAXException | java.io.IOException e) {
            throw new IllegalArgumentException("not well-formed: " + e.getMessage(), e);
        }
    }

    private static Element of(org.w3c.dom.Element node) {
        var children = new ArrayList<Element>();
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof org.w3c.dom.Element element) {
                children.add(of(element));
            }
        }
        return new Element(node.getLocalName(), children.isEmpty() ? node.getTextContent() : "", children);
    }
}
