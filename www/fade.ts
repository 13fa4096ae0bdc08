// Putting a picture on the canvas, at once or as a cross-fade. Points do not move between half-steps,
// so fading from one picture to the next is every point flowing to its new colour.

const frame: (then: () => void) => void =
  "requestAnimationFrame" in self ? (then) => void requestAnimationFrame(then) : (then) => void setTimeout(then, 16);

export class Screen {
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly before = new OffscreenCanvas(1, 1);
  private readonly after = new OffscreenCanvas(1, 1);
  /** Every picture has a number: a newer one ends the fade to an older one. */
  private shown = 0;

  constructor(private readonly canvas: OffscreenCanvas) {
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("This browser gives no canvas to draw on.");
    this.context = context;
  }

  show(picture: ImageData, milliseconds: number): void {
    const { canvas, context } = this;
    const { width, height } = picture;
    const turn = ++this.shown;
    const resized = canvas.width !== width || canvas.height !== height;
    if (resized) [canvas.width, canvas.height] = [width, height];
    if (resized || milliseconds <= 0) {
      context.putImageData(picture, 0, 0);
      return;
    }
    const before = keep(this.before, width, height);
    const after = keep(this.after, width, height);
    before.drawImage(canvas, 0, 0);
    after.putImageData(picture, 0, 0);
    const start = performance.now();
    const tick = (): void => {
      if (turn !== this.shown) return;
      const x = Math.min(1, (performance.now() - start) / milliseconds);
      context.globalAlpha = 1;
      if (x < 1) {
        context.drawImage(this.before, 0, 0);
        context.globalAlpha = x * x * (3 - 2 * x);
      }
      context.drawImage(this.after, 0, 0);
      context.globalAlpha = 1;
      if (x < 1) frame(tick);
    };
    frame(tick);
  }
}

function keep(canvas: OffscreenCanvas, width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("This browser gives no canvas to draw on.");
  return context;
}
