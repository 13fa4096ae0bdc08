// What a test asks of a browser, whichever engine it is.

export interface Driver {
  readonly name: string;
  /** A fresh page at `url`. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page; a promise is waited for. It must be plain JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** A key by its name as in `KeyboardEvent.key`. */
  press(key: string): Promise<void>;
  /** Chooses a file in an `<input type="file">`. */
  choose(selector: string, path: string): Promise<void>;
  /** A PNG of what is seen of an element, base64. */
  screenshot(selector: string): Promise<string>;
  close(): Promise<void>;
}

/** The same in every engine, so that a stage is as large in all of them. */
export const VIEWPORT = { width: 1280, height: 800 };

/** The path of a program, as `cargo xtask engines` found it. */
export function program(variable: string): string {
  const path = process.env[variable];
  if (!path) throw new Error(`The variable ${variable} names no program: run this by \`cargo xtask engines\`.`);
  return path;
}

/** How long a state may keep one waiting. */
const PATIENCE = 30_000;

/** Waits until an expression in the page is true. */
export async function until(driver: Driver, expression: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await driver.evaluate<boolean>(`Boolean(${expression})`))) {
    if (performance.now() > end) throw new Error(`${driver.name}: this did not become true: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
