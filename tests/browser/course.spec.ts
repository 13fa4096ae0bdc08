// Every row of the course, D1 to D25: the scene opens by its short link, does the thing the row names, and a number is right.
import { expect, test, type Page } from "@playwright/test";
import { at, centre, link, objective, whereIs } from "./stage";

async function scene(page: Page, key: string): Promise<void> {
  await page.goto(`./#scene=${key}`);
  await expect(page.getByRole("article", { name: /^Scene: / })).toBeVisible({ timeout: 15_000 });
}

/** A scene of the playground, with its first picture there. */
async function playground(page: Page, key: string): Promise<void> {
  await scene(page, key);
  await expect(page.locator("#transport .main")).toBeVisible();
}

const sentence = (page: Page) => page.locator("#words .sentence").first();
const value = async (page: Page): Promise<number> =>
  Number(((await objective(page).textContent()) ?? "").replace("−", "-").replace(",", ""));

/** A column of the numbers of what is taken apart. */
async function column(page: Page, i: number): Promise<number[]> {
  const cells = page.locator(`#inspector tbody tr td:nth-child(${i + 1})`);
  await expect(cells.first()).toBeVisible();
  return (await cells.allTextContents()).map((text) => Number(text.trim()));
}

test("D1: Bayes' rule, its numbers follow x", async ({ page }) => {
  await scene(page, "two-groups");
  await expect(page.locator(".result")).toHaveText("0.369");
  await page.getByRole("slider", { name: "The height asked about" }).press("Enter");
  await page.keyboard.press("ArrowRight");
  const joint = (prior: number, mean: number): number => prior * Math.exp(-((172.5 - mean) ** 2) / (2 * 7 ** 2));
  await expect(page.locator(".result")).toHaveText((joint(0.4, 179) / (joint(0.4, 179) + joint(0.6, 166))).toFixed(3));
});

test("D2: the density and its modes", async ({ page }) => {
  await playground(page, "modes");
  expect(await page.locator("path.contour").count()).toBeGreaterThanOrEqual(3);
  await expect(objective(page)).toHaveText("663.65");
  await page.getByRole("button", { name: "Contours" }).click();
  await expect(page.locator("path.contour")).toHaveCount(0);
});

test("D3: J, spokes, and a 1-of-K code", async ({ page }) => {
  await playground(page, "objective");
  await expect(objective(page)).toHaveText(/^3\d\d\d\.\d$/);
  await expect(page.locator("path.spokes")).toHaveCount(3);
  const box = await page.locator("#stage").boundingBox();
  const { x, y } = await whereIs(page, 1);
  await page.mouse.click((box?.x ?? 0) + x + 40, (box?.y ?? 0) + y + 30);
  const [distances, r] = [await column(page, 1), await column(page, 2)];
  expect(distances).toHaveLength(3);
  expect(r).toEqual(distances.map((d) => Number(d === Math.min(...distances))));
});

test("D4: one is held fixed, the other optimised", async ({ page }) => {
  await playground(page, "alternate");
  await expect(page.locator(".chip.assign")).toContainText("r");
  await page.keyboard.press("ArrowRight");
  await at(page, 2);
  await expect(page.locator(".chip.refit")).toContainText("m");
  await expect(objective(page)).toHaveText("80.655");
});

test("D5: seven ways to start, and by hand", async ({ page }) => {
  await playground(page, "starts");
  const start = page.getByRole("combobox", { name: "Start", exact: true });
  for (const way of ["forgy", "partition", "k-means++", "farthest", "principal-axis", "random"]) {
    await start.selectOption(way);
    await expect.poll(async () => (await link(page)).includes("start=") || way === "k-means++").toBe(true);
  }
  await centre(page, 1).press("Enter");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => link(page)).toContain("edit=0.1:");
});

test("D6: it stops when no assignment changes", async ({ page }) => {
  await playground(page, "stops");
  await page.keyboard.press("ArrowRight");
  await at(page, 7);
  await expect(sentence(page)).toContainText("no assignment changed");
  await expect(page.locator(".done")).toBeVisible();
});

test("D7: the cost curve never rises, and is the control", async ({ page }) => {
  await playground(page, "cost-curve");
  const values = [await value(page)];
  for (let t = 3; t >= 1; t--) {
    await page.keyboard.press("ArrowLeft");
    await at(page, t);
    values.push(await value(page));
  }
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(await page.locator("#curve .dot").count()).toBeGreaterThanOrEqual(5);
});

test("D8: a bad optimum, and the share of starts that find the best", async ({ page }) => {
  await playground(page, "stuck");
  await expect(objective(page)).toHaveText("3066.9");
  await expect(page.locator("p.found")).toContainText(
    /(8|9)\d(\.\d)?\s?% of 200 starts found the best optimum, J = 982\.1/,
    { timeout: 20_000 },
  );
  await page.locator(".optimum").first().click();
  await expect(objective(page)).toHaveText("982.12");
});

test("D9: a picture cut up by colour, and into superpixels", async ({ page }) => {
  await scene(page, "segmentation");
  await expect(page.locator(".cost")).toHaveText("1049.8", { timeout: 15_000 });
  await page.getByRole("button", { name: "To the end" }).click();
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  await expect(page.locator(".palette li")).toHaveCount(4);
  await scene(page, "superpixels");
  await expect(page.locator(".figure-line b")).toHaveText("294", { timeout: 15_000 });
  await page.getByRole("spinbutton", { name: "Number" }).fill("1000");
  await page.keyboard.press("Enter");
  await expect(page.locator(".figure-line b")).toHaveText(/^(9\d\d|10\d\d)$/, { timeout: 15_000 });
});

test("D10: Mahalanobis beside Euclidean on stripes", async ({ page }) => {
  await playground(page, "mahalanobis");
  await expect(page.locator(".differ")).toHaveText("164 of 450 points disagree", { timeout: 15_000 });
  await expect(page.locator("#side-name")).toContainText("2720.1");
  await expect(page.locator("#side-name-beside")).toContainText("1054.2");
});

test("D11: the stiffness, and its limit", async ({ page }) => {
  await playground(page, "stiff");
  await expect(page.locator(".differ")).toHaveText("All 272 points agree", { timeout: 15_000 });
  await playground(page, "soft");
  await expect(async () => {
    await page.getByRole("spinbutton", { name: /Stiffness/ }).fill("100");
    await page.keyboard.press("Enter");
    await expect.poll(() => link(page), { timeout: 2000 }).toContain("beta=100");
  }).toPass();
});

test("D12: the machine draws, in three panels", async ({ page }) => {
  await scene(page, "machine");
  expect(await page.locator(".machine canvas").count()).toBe(3);
  await page.keyboard.press(" ");
  await expect.poll(() => link(page)).toContain("n=501");
  await expect(page.locator(".found tfoot, .found").first()).toContainText("0.500");
});

test("D13: prior, density, product and posterior at a place", async ({ page }) => {
  await playground(page, "posterior");
  const box = await page.locator("#stage").boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  const [priors, densities, products, r] = [
    await column(page, 1),
    await column(page, 2),
    await column(page, 3),
    await column(page, 4),
  ];
  const sum = (all: number[]): number => all.reduce((a, b) => a + b, 0);
  expect(sum(priors)).toBeCloseTo(1, 2);
  priors.forEach((prior, k) => {
    expect(prior * (densities[k] ?? 0)).toBeCloseTo(products[k] ?? 0, 1);
    expect(r[k]).toBeCloseTo((products[k] ?? 0) / sum(products), 2);
  });
});

test("D14: log p(D), live", async ({ page }) => {
  await playground(page, "log-likelihood");
  const before = await value(page);
  await page.keyboard.press("End");
  await expect(page.locator(".done")).toBeVisible();
  expect(await value(page)).toBeGreaterThan(before);
  await expect(objective(page)).toHaveText("665.81");
});

test("D15: covariance kinds, pi learned or fixed", async ({ page }) => {
  await playground(page, "shapes");
  await expect(objective(page)).toHaveText("−1852.2");
  for (const kind of ["identity", "spherical", "diagonal", "full", "tied"]) {
    await page.getByRole("combobox", { name: "Covariance", exact: true }).selectOption(kind);
    await expect.poll(async () => (await link(page)).includes(`cov=${kind}`) || kind === "full").toBe(true);
  }
  await page.getByRole("combobox", { name: "Covariance", exact: true }).selectOption("full");
  await expect(objective(page)).toHaveText("−1848.0");
  await page.getByRole("radio", { name: "Equal" }).check({ force: true });
  await expect.poll(() => link(page)).toContain("w=equal");
});

test("D16: one Gaussian or two on a line", async ({ page }) => {
  await playground(page, "one-or-two");
  await expect(page.locator("path.histogram")).toHaveCount(1);
  await expect(page.locator("path.density")).toHaveCount(3);
  await expect(objective(page)).toHaveText("−220.24");
  await page.getByRole("spinbutton", { name: "K", exact: true }).fill("1");
  await page.keyboard.press("Enter");
  await page.locator("#transport").getByRole("button", { name: "To the end" }).click();
  await expect(objective(page)).toHaveText("−240.34");
});

test("D17: ellipses at 1, 2 and 3 sigma over contours", async ({ page }) => {
  await playground(page, "two-dimensions");
  await expect(page.locator("#overlay ellipse.ink")).toHaveCount(9);
  expect(await page.locator("path.contour").count()).toBeGreaterThanOrEqual(3);
});

test("D18: complete data beside EM", async ({ page }) => {
  await playground(page, "complete-data");
  await expect(page.locator("#side-name-beside")).toBeVisible({ timeout: 15_000 });
  // With z known the mixing coefficients are class proportions, those of 246, 153 and 101 points of 500.
  await expect(page.locator("#section-clusters td.part")).toHaveText(["0.492", "0.306", "0.202"]);
  await page.keyboard.press("End");
  await expect(page.locator("#side-name")).toContainText("665.81", { timeout: 15_000 });
  await expect(page.locator("#side-name-beside")).toContainText("665.81");
});

test("D19: the bound, its gap, Q and entropy", async ({ page }) => {
  await playground(page, "bound");
  await expect(page.locator(".terms .gap td").nth(1)).toHaveText("3.609");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".terms .gap td").nth(1)).toHaveText("0.000");
});

test("D20: E, M, evaluate, check", async ({ page }) => {
  await playground(page, "em");
  await expect(sentence(page)).toContainText("E-step");
  await page.keyboard.press("ArrowRight");
  await expect(sentence(page)).toContainText("M-step");
  await page.keyboard.press("End");
  await at(page, 39);
  await expect(objective(page)).toHaveText("−385.46");
});

test("D21: soft K-means and EM with sigma squared = 1/(2 beta) agree; epsilon to 0 is K-means", async ({ page }) => {
  for (const key of ["ladder", "epsilon"]) {
    await playground(page, key);
    await expect(page.locator(".differ")).toHaveText("All 272 points agree", { timeout: 15_000 });
  }
});

test("D22: gradient ascent is slower, and diverges", async ({ page }) => {
  await playground(page, "gradient");
  await expect(page.locator("#side-name")).toContainText("−385.46", { timeout: 15_000 });
  await expect(page.locator("#side-name-beside")).toContainText("−464.58");
  const eta = page.getByRole("spinbutton", { name: "Step size η" });
  await eta.fill("2");
  await eta.press("Enter");
  await expect(page.locator("#side-name-beside")).toContainText("worse", { timeout: 15_000 });
});

test("D23: many components on spirals; BIC chooses three of three", async ({ page }) => {
  await playground(page, "any-density");
  await expect(objective(page)).toHaveText(/−11\d\d\.\d/);
  await playground(page, "choose-k");
  await expect(page.locator(".verdicts")).toContainText("BIC is least at K = 3", { timeout: 25_000 });
  await expect(page.locator(".verdicts")).toContainText("AIC is least at K = 5");
});

test("D24: digits, topics, heavy tails, counts", async ({ page }) => {
  await playground(page, "topics");
  await expect(page.locator(".words-of").first()).toBeVisible({ timeout: 15_000 });
  const lists = (await page.locator(".words-of").allTextContents()).join(" ");
  for (const name of ["darcy", "knightley", "tilney"]) expect(lists).toContain(name);
  await playground(page, "heavy-tails");
  await expect(page.locator("#side-name")).toContainText("−2284.9", { timeout: 15_000 });
  await playground(page, "counts");
  await expect(objective(page)).toHaveText("−1648.9", { timeout: 20_000 });
});

test("D25: Bishop's figures", async ({ page }) => {
  await playground(page, "old-faithful");
  await page.keyboard.press("End");
  await expect(objective(page)).toHaveText("79.576");
  await playground(page, "digits");
  await expect(page.locator(".pixels")).toHaveCount(10, { timeout: 15_000 });
  await playground(page, "collapse");
  await page.keyboard.press("End");
  await expect(page.locator(".toast")).toContainText("singular", { timeout: 15_000 });
  await playground(page, "map");
  await expect(page.locator(".done")).toBeVisible({ timeout: 15_000 });
  await scene(page, "compression");
  await expect(page.locator(".prices [aria-current=true]")).toContainText("3.33", { timeout: 15_000 });
});
