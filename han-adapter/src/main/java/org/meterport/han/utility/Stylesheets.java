package org.meterport.han.utility;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * Translates between our messages and a utility's own XML, by XSLT 1.0: {@code outbound.xsl} for what is sent to it, {@code inbound.xsl} for what comes
 * from it. A missing file means that the messages need no translation.
 */
public final class Stylesheets {
    private final Optional<Templates> outbound;
    private final Optional<Templates> inbound;

    private Stylesheets(Optional<Templates> outbound, Optional<Templates> inbound) {
        this.outbound = outbound;
        this.inbound = inbound;
    }

    public static Stylesheets none() {
        return new Stylesheets(Optional.empty(), Optional.empty());
    }

    /**
     * Reads the files of a folder.
     *
     * @throws IllegalArgumentException for a file that is no stylesheet; the sentence names it
     */
    public static Stylesheets in(Path folder) {
        return new Stylesheets(read(folder.resolve("outbound.xsl")), read(folder.resolve("inbound.xsl")));
    }

    private static Optional<Templates> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return Optional.of(factory.newTemplates(new StreamSource(file.toFile())));
        } catch (TransformerConfigurationException e) {
            throw new IllegalArgumentException(file + " is no stylesheet: " + e.getMessage(), e);
        }
    }

    String outbound(String xml) {
        return translated(outbound, xml);
    }

    String inbound(String xml) {
        return translated(inbound, xml);
    }

    private static String translated(Optional<Templates> stylesheet, String xml) {
        if (stylesheet.isEmpty()) {
            return xml;
        }
        Element.parse(xml);
        var out = new StringWriter();
        try {
            stylesheet.get().newTransformer().transform(new StreamSource(new StringReader(xml)), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalArgumentException("the stylesheet cannot translate a message: " + e.getMessage(), e);
        }
        return out.toString();
    }
}
