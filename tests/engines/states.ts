// The states that every engine must show alike: how one comes to each, and what is then to be seen.

/** A key by its name, or an expression to wait for before the next one. */
type Act = string | { until: string };

export interface State {
  name: string;
  link: string;
  /** What hands do there. */
  acts?: Act[];
  /** True when all of it is on the page. */
  shown?: string;
  /** What is drawn, and may not be blank. */
  drawn?: string[];
  /** Text that is compared, besides the words. */
  told?: string[];
}

const there = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})`;
const says = (selector: string, text: string): string =>
  `${there(selector)}?.textContent.includes(${JSON.stringify(text)})`;
const keys = (key: string, times: number): string[] => Array<string>(times).fill(key);
const END: Act[] = ["End", { until: there(".done") }];
const focused = (selector: string): Act => ({ until: `document.activeElement?.matches(${JSON.stringify(selector)})` });
const CROSSHAIR: Act[] = ["i", focused("#cursor")];

function dock(name: string, link: string, shown: string): State {
  return { name, link, shown, told: ["#dock"] };
}

function scene(key: string, more: Partial<State> = {}): State {
  return {
    name: `scene: ${key}`,
    link: `scene=${key}`,
    shown: there(".scene-card h2"),
    told: [".scene-card h2"],
    ...more,
  };
}

/** A room draws again once it knows its size: what is waited for is only there at the full one. */
function room(name: string, link: string, shown: string, drawn: string[] = []): State {
  return { name: `room: ${name}`, link, shown, drawn, told: ["#room"] };
}

export const STATES: State[] = [
  // Models, data and starts by link.
  { name: "K-means", link: "v=1&d=faithful&m=kmeans&t=9" },
  { name: "K-means, Mahalanobis, iris", link: "v=1&d=iris&m=kmeans&k=3&dist=mahalanobis&t=8" },
  { name: "ten thousand points, random start", link: "v=1&d=blobs&d.n=10000&d.c=8&m=kmeans&k=8&start=random&s=3&t=17" },
  { name: "soft K-means", link: "v=1&d=faithful&m=soft&k=3&beta=5&t=21" },
  { name: "K-medoids, an edited centre", link: "v=1&d=faithful&m=kmedoids&k=3&edit=1.2:3,70&t=6" },
  { name: "online K-means", link: "v=1&d=faithful&m=online&k=3&batch=25&t=30" },
  { name: "Gaussians, full", link: "v=1&d=three&m=gmm&k=3&t=41" },
  { name: "Gaussians, diagonal, penguins", link: "v=1&d=penguins&m=gmm&k=3&cov=diagonal&t=20" },
  {
    name: "Gaussians, one dimension, principal axis",
    link: "v=1&d=galaxies&m=gmm&k=4&cov=spherical&start=principal-axis&t=33",
  },
  { name: "Gaussians, tied, random partition", link: "v=1&d=stretched&m=gmm&k=3&cov=tied&w=equal&start=partition&t=5" },
  {
    name: "Gaussians, gradient ascent with a prior",
    link: "v=1&d=penguins&m=gmm&k=3&prior=0.5&by=gradient&eta=0.1&t=20",
  },
  { name: "Student t, outliers", link: "v=1&d=outliers&m=student&k=3&nu=2&s=1&t=25" },
  { name: "Bernoulli, digits, farthest", link: "v=1&d=digits&m=bernoulli&k=10&a=0.5&start=farthest&t=15" },
  { name: "multinomial, texts, Forgy", link: "v=1&d=austen&m=multinomial&k=3&a=0.5&start=forgy&t=15" },
  { name: "Poisson, counts", link: "v=1&d=counts&m=poisson&k=3&t=21" },
  { name: "thirteen columns", link: "v=1&d=wine&m=gmm&k=3&t=12" },
  {
    name: "points by hand, in a link",
    link: "v=1&d=moons&del=3,7-9&mov=1:gACAAA&add=QABAAMAAwAA&m=gmm&k=4&edit=0.1:0.5,0.5;2.3:1,0&t=11",
  },
  { name: "a link that is not understood", link: "v=1&d=nowhere&m=kmeans&what=this" },
  // Layers.
  { name: "layers: field", link: "v=1&d=three&m=gmm&k=3&t=21&layers=field" },
  { name: "layers: contours", link: "v=1&d=three&m=gmm&k=3&t=63&layers=contours" },
  { name: "layers: spokes", link: "v=1&d=blobs&m=kmeans&k=3&start=forgy&s=15&t=3&layers=spokes" },
  // Hands.
  {
    name: "keys: forward and back",
    link: "d=faithful&m=gmm&k=3",
    acts: [...keys("ArrowRight", 5), "ArrowLeft"],
    shown: says(".count", "half-step 4"),
  },
  { name: "keys: to the end", link: "d=iris&m=kmeans&k=3", acts: END },
  {
    name: "keys: played as fast as it goes",
    link: "d=three&m=soft&k=3",
    acts: [...keys("]", 6), " ", { until: there(".done") }],
  },
  {
    name: "keys: the second wasm by a step",
    link: "d=digits&m=bernoulli&k=10",
    acts: ["ArrowRight"],
    shown: says(".count", "half-step 1"),
  },
  {
    name: "keys: a centre is moved",
    link: "d=faithful&m=kmeans&k=3",
    acts: ["1", focused(".centre"), "ArrowRight", ...END],
  },
  {
    name: "keys: points are drawn, then undone",
    link: "d=faithful&m=kmeans&k=3&t=4",
    acts: ["d", ...CROSSHAIR, "Enter", "ArrowRight", "ArrowUp", "Enter", "Escape", "z"],
  },
  {
    name: "keys: points are drawn",
    link: "d=faithful&m=gmm&k=2",
    acts: ["d", ...CROSSHAIR, "Enter", "Escape", ...END],
  },
  {
    name: "keys: a place is taken apart",
    link: "d=three&m=gmm&k=3&t=5",
    acts: CROSSHAIR,
    shown: there("#inspector .card"),
    told: ["#inspector"],
  },
  {
    name: "keys: a prediction is asked",
    link: "d=three&m=kmeans&k=3&t=1",
    acts: ["p"],
    shown: there(".asked"),
    told: ["#words"],
  },
  // Two sides.
  {
    name: "compare: by link",
    link: "v=1&d=faithful&m=soft&beta=100&t=11&vs.m=kmeans",
    shown: there("#beside"),
    drawn: ["#stage", "#beside"],
  },
  {
    name: "compare: by keys",
    link: "d=faithful&m=gmm",
    acts: ["c", { until: there("#beside") }, ...keys("ArrowRight", 3)],
    drawn: ["#stage", "#beside"],
  },
  {
    name: "compare: the other side",
    link: "v=1&d=stretched&m=kmeans&k=3&vs.m=gmm",
    acts: [{ until: there("#beside") }, "x", ...END],
    drawn: ["#stage", "#beside"],
  },
  // Below the stage.
  dock("dock: the bound", "v=1&d=faithful&m=gmm&start=random&s=4&t=6&dock=bound", there("#dock .terms")),
  dock(
    "dock: components",
    "v=1&d=names&m=multinomial&k=3&a=0.5&start=principal-axis&t=13&dock=components",
    there("#dock .face"),
  ),
  dock(
    "dock: restarts",
    "v=1&d=blobs&m=kmeans&k=3&start=forgy&s=15&t=15&dock=restarts",
    `${there("#dock .optimum")} && !${there("#dock progress")} && ${says("#dock .found", "The start you see")}`,
  ),
  dock(
    "dock: choose K",
    "v=1&d=galaxies&m=gmm&k=3&t=9&dock=choose",
    `${there("#dock svg")} && !${there("#dock progress")}`,
  ),
  // Scenes by their short links.
  scene("objective"),
  scene("bound", { told: [".scene-card h2", "#dock"] }),
  scene("heavy-tails", { shown: `${there(".scene-card h2")} && ${there("#beside")}`, drawn: ["#stage", "#beside"] }),
  scene("collapse"),
  scene("superpixels", { shown: `${there(".scene-card h2")} && ${there(".cost")}`, drawn: [".halves"] }),
  // Rooms.
  room("the gallery", "room=scenes&q=d7", there(".scene-link")),
  room("Bayes", "room=bayes", says("#room", "decide y = 0")),
  room("the machine", "room=machine", `${says("#room", "Another start")} && ${says("#room", "0.60.8")}`),
  room("pictures", "room=picture&k=10&t=30", there(".cost"), [".halves"]),
];
