// The last line of a run, in plain words.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Summary implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(_: TestCase, result: TestResult): void {
    if (result.status === "passed") this.passed += 1;
    else this.failed += 1;
  }

  onEnd(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
