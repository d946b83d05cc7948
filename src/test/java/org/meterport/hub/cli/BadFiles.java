package org.meterport.hub.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.meterport.components.intervalfile.FaultReason.ARCHIVE_CONTENT;
import static org.meterport.components.intervalfile.FaultReason.COMPRESSION_DAMAGED;
import static org.meterport.components.intervalfile.FaultReason.ENCODING_UNSUPPORTED;
import static org.meterport.components.intervalfile.FaultReason.ESIID_INVALID;
import static org.meterport.components.intervalfile.FaultReason.FILE_EMPTY;
import static org.meterport.components.intervalfile.FaultReason.FLAG_UNKNOWN;
import static org.meterport.components.intervalfile.FaultReason.FORMAT_UNKNOWN;
import static org.meterport.components.intervalfile.FaultReason.HEADER_INVALID;
import static org.meterport.components.intervalfile.FaultReason.LINE_TOO_LONG;
import static org.meterport.components.intervalfile.FaultReason.RECORD_ORDER;
import static org.meterport.components.intervalfile.FaultReason.XML_DTD_REFUSED;
import static org.meterport.components.intervalfile.FaultReason.XML_MALFORMED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterport.components.intervalfile.FaultReason;

/** Files no honest utility sends, or only by accident. */
final class BadFiles {

    private static final int BOMB_MEGABYTES = 64;
    private static final String HEADER = """
            ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,\
            CONSUMPTION_SURPLUSGENERATION
            """;

    private BadFiles() {}

    /** One of them, and what the hub must say of it. */
    static final class Bad {

        private final String name;
        private final byte[] content;
        private final FaultReason reason;

        Bad(String name, byte[] content, FaultReason reason) {
            this.name = name;
            this.content = content;
            this.reason = reason;
        }

        String name() {
            return name;
        }

        byte[] content() {
            return content.clone();
        }

        FaultReason reason() {
            return reason;
        }
    }

    /**
     * @param good a file as the utility may send it
     * @param foreign the same of another utility
     */
    static List<Bad> all(byte[] good, byte[] foreign) throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        noise[0] = (byte) 0x89;
        String csv = new String(good, US_ASCII);
        return List.of(
                xml("external-entity", "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed>&x;</feed>"),
                xml("parameter-entity", "<!DOCTYPE f [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]><f/>"),
                xml("external-dtd", "<!DOCTYPE feed SYSTEM \"http://127.0.0.1:1/feed.dtd\"><feed/>"),
                xml("entity-bomb", entityBomb()),
                new Bad(
                        "undeclared-entity.xml",
                        "<feed xmlns=\"http://www.w3.org/2005/Atom\">&x;</feed>".getBytes(UTF_8),
                        XML_DTD_REFUSED),
                new Bad(
                        "cut-off.xml",
                        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>".getBytes(UTF_8),
                        XML_MALFORMED),
                new Bad(
                        "long-name.xml",
                        ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><" + "x".repeat(10 << 20)).getBytes(UTF_8),
                        LINE_TOO_LONG),
                new Bad("long-line.csv", (HEADER + "1".repeat(10 << 20)).getBytes(UTF_8), LINE_TOO_LONG),
                new Bad("long-line.lse", ("00000001," + "1".repeat(10 << 20)).getBytes(UTF_8), LINE_TOO_LONG),
                new Bad("bomb.csv.gz", gzip(bomb()), FILE_EMPTY),
                new Bad("bomb.csv.zip", zip("bomb.csv", bomb()), FILE_EMPTY),
                new Bad("twice.csv.gz", gzip(gzip(good)), ARCHIVE_CONTENT),
                new Bad("nested.zip", zip("inner.zip", zip("a.csv", good)), ARCHIVE_CONTENT),
                new Bad("climbing.zip", zip("../../../etc/cron.d/a.csv", good), ARCHIVE_CONTENT),
                new Bad("absolute.zip", zip("/etc/cron.d/a.csv", good), ARCHIVE_CONTENT),
                new Bad("backslashes.zip", zip("..\\..\\a.csv", good), ARCHIVE_CONTENT),
                new Bad("two.zip", zip("a.csv", good, "b.csv", good), ARCHIVE_CONTENT),
                new Bad("none.zip", zip("folder/", new byte[0]), ARCHIVE_CONTENT),
                new Bad("cut-off.zip", Arrays.copyOf(zip("a.csv", good), 200), COMPRESSION_DAMAGED),
                new Bad("cut-off.gz", Arrays.copyOf(gzip(good), 200), COMPRESSION_DAMAGED),
                new Bad("empty.csv", new byte[0], FILE_EMPTY),
                new Bad("empty.xml", new byte[0], FILE_EMPTY),
                new Bad("empty", new byte[0], FILE_EMPTY),
                new Bad("blank.csv", "\r\n\r\n".getBytes(US_ASCII), FILE_EMPTY),
                new Bad("noise", noise, FORMAT_UNKNOWN),
                new Bad("noise.csv", noise, HEADER_INVALID),
                new Bad("noise.lse", noise, RECORD_ORDER),
                new Bad("noise.xml", noise, ENCODING_UNSUPPORTED),
                new Bad("picture.png", noise, FORMAT_UNKNOWN),
                new Bad("two-bytes.csv", csv.getBytes(UTF_16), ENCODING_UNSUPPORTED),
                new Bad("two-bytes.xml", "<feed/>".getBytes(UTF_16), ENCODING_UNSUPPORTED),
                new Bad("latin.csv", csv.replaceFirst(",A,", ",é,").getBytes(ISO_8859_1), FLAG_UNKNOWN),
                new Bad("latin.xml", "<feed>é</feed>".getBytes(ISO_8859_1), XML_MALFORMED),
                new Bad("foreign.csv", foreign, ESIID_INVALID));
    }

    private static Bad xml(String name, String content) {
        return new Bad(
                name + ".xml",
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + content).getBytes(UTF_8),
                XML_DTD_REFUSED);
    }

    private static String entityBomb() {
        var text = new StringBuilder("<!DOCTYPE feed [<!ENTITY e0 \"lol\">");
        for (int level = 1; level < 10; level++) {
            text.append("<!ENTITY e")
                    .append(level)
                    .append(" \"")
                    .append(("&e" + (level - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.append("]><feed>&e9;</feed>").toString();
    }

    private static byte[] bomb() {
        byte[] lines = new byte[BOMB_MEGABYTES << 20];
        Arrays.fill(lines, (byte) '\n');
        return lines;
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return zip(name, content, "", new byte[0]);
    }

    /** @param other empty for a zip of one entry */
    private static byte[] zip(String name, byte[] content, String other, byte[] second) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            if (!other.isEmpty()) {
                out.putNextEntry(new ZipEntry(other));
                out.write(second);
            }
        }
        return bytes.toByteArray();
    }
}
