package org.meterport.han.sep;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One frame as TShark reads it.
 *
 * @param values bytes of each Smart Energy field in hexadecimal, by field name and in order of the frame; single bits of a bitmap are left out
 */
public record WiresharkReading(boolean fromServer, boolean malformed, Map<String, String> values) {
    private static final String PREFIX = "zbee_zcl_se.";

    static boolean isInstalled() {
        try {
            var process = new ProcessBuilder("tshark", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads a whole capture. */
    public static List<WiresharkReading> of(Path capture) {
        try {
            var process = new ProcessBuilder("tshark", "-r", capture.toString(), "-T", "pdml")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = new BufferedInputStream(process.getInputStream())) {
                var factory = XMLInputFactory.newInstance();
                factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                return packets(factory.createXMLStreamReader(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("TShark wrote no PDML", e);
        }
    }

    private static List<WiresharkReading> packets(XMLStreamReader xml) throws XMLStreamException {
        var readings = new ArrayList<WiresharkReading>();
        var values = new LinkedHashMap<String, String>();
        var fromServer = false;
        var malformed = false;
        while (xml.hasNext()) {
            var event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("packet")) {
                readings.add(new WiresharkReading(fromServer, malformed, Map.copyOf(values)));
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var name = Objects.requireNonNullElse(xml.getAttributeValue(null, "name"), "");
            if (xml.getLocalName().equals("packet")) {
                values.clear();
                fromServer = false;
                malformed = false;
            } else if (name.equals("zbee_zcl.dir")) {
                fromServer = "1".equals(xml.getAttributeValue(null, "show"));
            } else if (name.startsWith("_ws.malformed")) {
                malformed = true;
            } else if (name.startsWith(PREFIX)) {
                values.putIfAbsent(name.substring(PREFIX.length()), bytes(xml));
            }
        }
        return readings;
    }

    /** The bytes of the whole field, also where TShark applies a mask to them. */
    private static String bytes(XMLStreamReader xml) {
        var unmasked = xml.getAttributeValue(null, "unmaskedvalue");
        var value = unmasked != null ? unmasked : xml.getAttributeValue(null, "value");
        return Objects.requireNonNullElse(value, "").toUpperCase(Locale.ROOT);
    }
}
