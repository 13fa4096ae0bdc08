import { defineConfig } from "@playwright/test";

/** Several checkouts on one machine take a port each. */
const PORT = Number(process.env.MIXTAPE_TEST_PORT ?? 8097);

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  snapshotPathTemplate: "{testDir}/golden/{arg}{ext}",
  workers: 2,
  // Numbers are taken when nothing else runs.
  projects: [
    { name: "page", testIgnore: "speed.spec.ts", fullyParallel: true },
    { name: "speed", testMatch: "speed.spec.ts", dependencies: ["page"] },
  ],
  // On a loaded machine a key can come between two pictures: once more, and the report calls it flaky.
  retries: 1,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node_modules/.bin/vite preview --host 127.0.0.1 --strictPort --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
  },
});
