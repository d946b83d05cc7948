package org.meterport.hub.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;

/** The Chromium of {@link BrowserIsThere}, without a window. */
final class TestBrowser implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    TestBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BrowserIsThere.CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
