import { defineConfig } from "@playwright/test";

/** The same states in three engines at once: `cargo xtask engines` starts it. */
export default defineConfig({
  testDir: "tests/engines",
  outputDir: "test-results/engines",
  // A test keeps three browsers busy.
  workers: 1,
  timeout: 60_000,
  reporter: [["list"], ["./tests/engines/summary.ts"]],
});
