package org.meterport.hub.portal.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.meterport.hub.portal.DocumentFolder;

/** The guides in {@code docs/} as pages. Which of them are shown stands in the settings. */
final class Guides {

    private static final Pattern TITLE = Pattern.compile("(?m)^# (.+)$");
    private static final Pattern GUIDE = Pattern.compile("(?:\\./)?([A-Za-z0-9_-]+)\\.md(#.*)?");
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final DocumentFolder folder;
    private final List<String> shown;
    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> Guides::ours)
            .build();

    /** @param shown names without their ending, in order */
    Guides(DocumentFolder folder, List<String> shown) {
        this.folder = folder;
        this.shown = List.copyOf(shown);
    }

    /** Those that are there, by name and title. */
    List<Guide> listed() throws IOException {
        List<Guide> guides = new ArrayList<>();
        for (String name : shown) {
            find(name).ifPresent(guides::add);
        }
        return guides;
    }

    Optional<Guide> find(String name) throws IOException {
        if (!shown.contains(name)) {
            return Optional.empty();
        }
        return folder.read(name + ".md")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> new Guide(name, title(text).orElse(name), html(text)));
    }

    /** The help on the portal's own pages, and the questions people ask. */
    String help() throws IOException {
        try (InputStream in = Guides.class.getResourceAsStream("/help/portal.md")) {
            if (in == null) {
                throw new IOException("the help text is not in the program");
            }
            return html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String html(String markdown) {
        return renderer.render(parser.parse(markdown));
    }

    private static Optional<String> title(String text) {
        Matcher title = TITLE.matcher(text);
        return title.find() ? Optional.of(title.group(1).strip()) : Optional.empty();
    }

    /** A link from one guide to another leads to its page. */
    private static void ours(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link link) {
            Matcher guide = GUIDE.matcher(link.getDestination());
            if (guide.matches()) {
                attributes.put(
                        "href",
                        "/portal/guides/" + guide.group(1)
                                + Optional.ofNullable(guide.group(2)).orElse(""));
            }
        }
    }

    /** One guide as a page. */
    public record Guide(String name, String title, String html) {}
}
