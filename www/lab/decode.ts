// Files of pictures to pixels, for the lab, which asks the page.
import type { Decode, Photo } from "./jobs";

/** A larger picture is made smaller: every pixel is a point. */
const WIDEST = 320;

async function decoded(file: Blob): Promise<Photo> {
  // No ImageBitmap: WebKit sometimes draws one blank while the page is young.
  const whole = new Image();
  whole.src = URL.createObjectURL(file);
  await whole.decode().finally(() => URL.revokeObjectURL(whole.src));
  const scale = Math.min(1, WIDEST / Math.max(whole.naturalWidth, whole.naturalHeight));
  const [width, height] = [
    Math.max(1, Math.round(whole.naturalWidth * scale)),
    Math.max(1, Math.round(whole.naturalHeight * scale)),
  ];
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", {
    willReadFrequently: true,
  });
  if (!context) throw new Error("This browser cannot read pictures.");
  // Transparent places become white, not black.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, width, height);
  return {
    image: context.getImageData(0, 0, width, height),
    from: scale < 1 ? `${whole.naturalWidth} × ${whole.naturalHeight}` : "",
  };
}

export function decode(asked: Decode): void {
  decoded(asked.decode).then(
    (photo) => asked.to.postMessage(photo, [photo.image.data.buffer]),
    () => asked.to.postMessage(null),
  );
}
