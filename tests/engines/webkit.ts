// WebKitGTK, driven by WebDriver over fetch, on a screen of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { program, VIEWPORT, type Driver } from "./driver";

const LIB = "/usr/lib";

/** WebDriver's own names of the keys that have no letter. */
const KEYS: Record<string, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  " ": "\uE00D",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

/** The browser that comes with the library: Debian puts it where no PATH leads. */
function miniBrowser(): string {
  const found = readdirSync(LIB)
    .flatMap((arch) => ["4.1", "4.0", "6.0"].map((v) => `${LIB}/${arch}/webkit2gtk-${v}/MiniBrowser`))
    .find((path) => existsSync(path));
  if (!found)
    throw new Error("WebKitGTK's MiniBrowser was not found: install it (on Debian: apt-get install webkit2gtk-driver)");
  return found;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A screen in memory; its number is what Xvfb says first. */
async function screen(): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(program("XVFB"), ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString().trim()));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Xvfb ended with ${String(code)}`)));
  });
  return { process: child, display: `:${number}` };
}

async function ask<T>(url: string, body?: object): Promise<T> {
  const response = await fetch(url, body ? { method: "POST", body: JSON.stringify(body) } : {});
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebKit: ${value.error ?? ""}: ${value.message ?? ""}`);
  return value;
}

async function ready(url: string): Promise<void> {
  for (;;) {
    try {
      if ((await ask<{ ready: boolean }>(`${url}/status`)).ready) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export class WebKit implements Driver {
  readonly name = "WebKitGTK";

  private constructor(
    private readonly session: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async start(): Promise<WebKit> {
    const { process: xvfb, display } = await screen();
    const port = await freePort();
    const driver = spawn(program("WEBKIT_DRIVER"), [`--port=${port}`], {
      stdio: "ignore",
      env: { ...process.env, DISPLAY: display },
    });
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    const options = { binary: miniBrowser(), args: ["--automation"] };
    const { sessionId } = await ask<{ sessionId: string }>(`${url}/session`, {
      capabilities: { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": options } },
    });
    const webkit = new WebKit(`${url}/session/${sessionId}`, [driver, xvfb]);
    await webkit.fit();
    return webkit;
  }

  /** The window gets the size that gives the page the wanted one. */
  private async fit(): Promise<void> {
    const [width, height] = await this.evaluate<[number, number]>("[innerWidth, innerHeight]");
    const window = await ask<{ width: number; height: number }>(`${this.session}/window/rect`);
    await ask(`${this.session}/window/rect`, {
      width: window.width + VIEWPORT.width - width,
      height: window.height + VIEWPORT.height - height,
    });
  }

  async open(url: string): Promise<void> {
    // Else another link to the same file would be no fresh page.
    await ask(`${this.session}/url`, { url: "about:blank" });
    await ask(`${this.session}/url`, { url });
  }

  evaluate<T>(expression: string): Promise<T> {
    const script = `const done = arguments[0];
      Promise.resolve().then(() => ${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return ask<{ value: T; error?: string }>(`${this.session}/execute/async`, { script, args: [] }).then(
      ({ value, error }) => {
        if (error) throw new Error(`WebKit: ${error}`);
        return value;
      },
    );
  }

  async press(key: string): Promise<void> {
    const value = KEYS[key] ?? key;
    const actions = [
      {
        type: "key",
        id: "keys",
        actions: [
          { type: "keyDown", value },
          { type: "keyUp", value },
        ],
      },
    ];
    await ask(`${this.session}/actions`, { actions });
  }

  private async element(selector: string): Promise<string> {
    const found = await ask<Record<string, string>>(`${this.session}/element`, {
      using: "css selector",
      value: selector,
    });
    return `${this.session}/element/${Object.values(found)[0] ?? ""}`;
  }

  async choose(selector: string, path: string): Promise<void> {
    await ask(`${await this.element(selector)}/value`, { text: path });
  }

  async screenshot(selector: string): Promise<string> {
    return ask<string>(`${await this.element(selector)}/screenshot`);
  }

  async close(): Promise<void> {
    await fetch(this.session, { method: "DELETE" });
    for (const child of this.processes) child.kill();
  }
}
