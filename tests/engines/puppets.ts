// Chromium and Firefox, driven by Puppeteer: the one over its own protocol, the other over WebDriver BiDi.
import puppeteer, { type Browser, type KeyInput, type Page } from "puppeteer-core";
import { VIEWPORT, type Driver } from "./driver";

const ARGS = {
  chrome: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  firefox: [],
};

export class Puppet implements Driver {
  private constructor(
    readonly name: string,
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async start(name: string, kind: "chrome" | "firefox", executablePath: string): Promise<Puppet> {
    const browser = await puppeteer.launch({
      browser: kind,
      executablePath,
      headless: true,
      args: ARGS[kind],
      defaultViewport: VIEWPORT,
    });
    return new Puppet(name, browser, await browser.newPage());
  }

  async open(url: string): Promise<void> {
    // Else another link to the same file would be no fresh page.
    await this.page.goto("about:blank");
    await this.page.goto(url);
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key as KeyInput);
  }

  async choose(selector: string, path: string): Promise<void> {
    const input = await this.page.$(selector);
    if (!input) throw new Error(`${this.name}: there is no ${selector}`);
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
  }

  async screenshot(selector: string): Promise<string> {
    const element = await this.page.$(selector);
    if (!element) throw new Error(`${this.name}: there is no ${selector}`);
    return element.screenshot({ encoding: "base64" });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
