package org.meterport.hub.report.adapter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.meterport.hub.routing.RouteUnderTest;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;

/** The ESPI schemas in use, where they stand beside the project; tests of them are skipped, with a line, elsewhere. */
final class EspiSchemas {

    static final List<String> VERSIONS = List.of("espi-4.0", "espi-3.3", "espi-sdk-2019");

    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private EspiSchemas() {}

    static void assumeThere() {
        assumeTrue(Files.exists(folder()), () -> "no ESPI schemas in " + folder() + " here");
    }

    static boolean areThere() {
        return Files.exists(folder());
    }

    /** Throws what the JDK's validator has to say, if anything. */
    static void validate(String version, byte[] feed) throws Exception {
        Schema schema = READ.get(version);
        if (schema == null) {
            schema = schema(version);
            READ.put(version, schema);
        }
        var validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        validator.validate(new StreamSource(new ByteArrayInputStream(feed)));
    }

    private static Path folder() {
        return RouteUnderTest.projectRoot().resolve("../shared/espi/xsd").normalize();
    }

    /** Nothing is fetched: the one import from the web comes from the folder beside the schemas. */
    private static Schema schema(String version) throws Exception {
        Path xml = folder().resolve("common/xml.xsd");
        var load = (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            if (systemId == null || !systemId.startsWith("http")) {
                return null;
            }
            LSInput input = load.createLSInput();
            input.setSystemId(xml.toUri().toString());
            input.setByteStream(open(xml));
            return input;
        });
        return factory.newSchema(folder().resolve(version).resolve("driver.xsd").toFile());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
